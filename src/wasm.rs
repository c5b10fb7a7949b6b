//! The JavaScript boundary: the only file that knows JavaScript, without logic.

use crate::vocabulary::Vocabulary;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Reads a report. Never throws, whatever the text; pure: the same text gives
/// the same report. Offsets are UTF-16 code units of `text`; a lone surrogate
/// is read as U+FFFD, which has the same length.
///
/// `words` is a file of the reader's own words, one a line: its kind (指标, 机构,
/// 机制 or 主题), the word, and the name it stands for, parted by tabs or commas.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn analyze(text: &str, words: Option<String>) -> JsValue {
    let vocabulary = Vocabulary::new(&words.unwrap_or_default());
    given(&crate::analyze_with(text, &vocabulary))
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
