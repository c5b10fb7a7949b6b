//! The JavaScript boundary: the only file that knows JavaScript, without logic.

use crate::input::Input;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** A report to compare: `report` is what the core's `analyze` gave of `text`. Without a body or a year those that the text names hold. */
export interface CompareInput { name: string; text: string; body?: string | null; year?: number | null; report: object }
"#;

/// Holds reports against each other. `undefined` where what is given are no reports.
#[wasm_bindgen(unchecked_return_type = "Comparison | undefined")]
pub fn compare(
    #[wasm_bindgen(unchecked_param_type = "CompareInput[]")] reports: JsValue,
) -> JsValue {
    let Ok(inputs) = serde_wasm_bindgen::from_value::<Vec<Input>>(reports) else {
        return JsValue::UNDEFINED;
    };
    crate::compare(&inputs)
        .serialize(&serde_wasm_bindgen::Serializer::json_compatible())
        .unwrap_or(JsValue::UNDEFINED)
}
