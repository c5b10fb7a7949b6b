//! The JavaScript boundary: the only file that knows JavaScript, without logic.

use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Reads a report. Never throws, whatever the text; pure: the same text gives
/// the same report. Offsets are UTF-16 code units of `text`; a lone surrogate
/// is read as U+FFFD, which has the same length.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn analyze(text: &str) -> JsValue {
    let report = crate::analyze(text);
    report
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .unwrap_or(JsValue::NULL)
}

/// Every kind of finding: what is looked for, why, and by what source.
#[wasm_bindgen(unchecked_return_type = "Rule[]")]
pub fn rules() -> JsValue {
    crate::rules()
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .unwrap_or(JsValue::NULL)
}
