//! The JavaScript boundary: the only file that knows JavaScript, without logic.

use crate::trace::Observer;
use crate::vocabulary::Vocabulary;
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::Performance;

/// Reads a report. Never throws, whatever the text; pure: the same text gives
/// the same report. Offsets are UTF-16 code units of `text`; a lone surrogate
/// is read as U+FFFD, which has the same length.
///
/// `words` is a file of the reader's own words, one a line: its kind (指标, 机构,
/// 机制 or 主题), the word, and the name it stands for, parted by tabs or commas.
///
/// What each stage took stands in the global `performance`, if there is one, as
/// measures `fazhi:<stage>`; those of the last reading alone are kept.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn analyze(text: &str, words: Option<String>) -> JsValue {
    let vocabulary = Vocabulary::new(&words.unwrap_or_default());
    let mut marks = Marks::new();
    let report = crate::analyze_observed(text, &vocabulary, &mut marks);
    marks.stage("hand-over", || given(&report))
}

/// What a file of words holds, and what of it cannot be taken.
#[wasm_bindgen(js_name = checkWords, unchecked_return_type = "WordsRead")]
pub fn check_words(words: &str) -> JsValue {
    given(&crate::check_words(words))
}

/// Every kind of finding: what is looked for, why, and by what source.
#[wasm_bindgen(unchecked_return_type = "Rule[]")]
pub fn rules() -> JsValue {
    given(&crate::rules())
}

fn given(value: &impl Serialize) -> JsValue {
    value
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .unwrap_or(JsValue::NULL)
}

/// Shows the stages in the browser's own tools.
struct Marks(Option<Performance>);

impl Marks {
    /// A page, a worker and Node have one under the same name; others may have none.
    fn new() -> Marks {
        let found = js_sys::Reflect::get(&js_sys::global(), &"performance".into()).ok();
        Marks(
            found
                .filter(JsValue::is_object)
                .map(JsCast::unchecked_into::<Performance>),
        )
    }
}

impl Observer for Marks {
    fn stage<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let Some(performance) = &self.0 else {
            return work();
        };
        let name = format!("fazhi:{name}");
        // Measures are kept until they are cleared, and a page reads at every key.
        performance.clear_measures_with_measure_name(&name);
        // By its times and no marks: the first reading of a fresh process is 3 ms shorter.
        let start = performance.now();
        let done = work();
        let end = performance.now();
        // A reading without measures is a reading all the same.
        let measures = performance.unchecked_ref::<Measures>();
        let _ = measures.measure_between(&name, given(&Between { start, end }));
        done
    }
}

/// When a stage began and ended, in milliseconds.
#[derive(Serialize)]
struct Between {
    start: f64,
    end: f64,
}

#[wasm_bindgen]
extern "C" {
    /// `Performance.measure` with times, which web-sys does not have.
    type Measures;

    #[wasm_bindgen(method, catch, js_name = measure)]
    fn measure_between(this: &Measures, name: &str, between: JsValue) -> Result<JsValue, JsValue>;
}

/// A panic reaches JavaScript as a trap without words; a debug build says them first.
#[cfg(debug_assertions)]
#[wasm_bindgen(start)]
pub fn tell_panics() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
    }));
}
