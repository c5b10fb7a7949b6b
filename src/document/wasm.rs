//! The JavaScript boundary: the only file that knows JavaScript, without logic.

use crate::{Document, Kind, Options, Refusal, layout};
use serde::Serialize;
use wasm_bindgen::prelude::*;
use web_sys::{TextDecoder, TextDecoderOptions};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a file can hold beside its text. */
export type LeftOutKind = "deletion" | "insertion" | "hidden" | "comment" | "furniture" | "note" | "picture" | "object" | "boilerplate";
/** How much of one kind there is, whether the text holds it, and the beginning of each. */
export interface LeftOut { kind: LeftOutKind; count: number; read: boolean; quotes: string[] }
/** A file that was read. `numbers` are those of lists that the file does not hold as text, as [start, end) in UTF-16 code units of `text`. */
export interface FileRead { format: string; encoding: string | null; text: string; numbers: [number, number][]; leftOut: LeftOut[] }
/** Why a file was not read. */
export interface FileRefused { why: "empty" | "unknown" | "other" | "encrypted" | "scanned" | "damaged" | "saveAs" | "tooMuch"; what?: string; format?: string; limit?: string }
"#;

/// Reads a file. Never throws, whatever the bytes. `read_with` names what is read though
/// it is usually left out; other words in it say nothing.
#[wasm_bindgen(js_name = readFile, unchecked_return_type = "FileRead | FileRefused")]
pub fn read_file(
    bytes: &[u8],
    name: &str,
    #[wasm_bindgen(unchecked_param_type = "LeftOutKind[]")] read_with: JsValue,
) -> JsValue {
    let options = Options {
        with: serde_wasm_bindgen::from_value::<Vec<Kind>>(read_with).unwrap_or_default(),
    };
    given(crate::read(bytes, name, &options, &decode))
}

/// Puts the text of a PDF together, which the page's own reader has taken apart: `words`
/// holds a run a line; `places` the page, x, y, width and size of each, in points; `heights`
/// those of the pages; `pictures` the pages without text. Never throws.
#[wasm_bindgen(js_name = readPdfPages, unchecked_return_type = "FileRead | FileRefused")]
pub fn read_pdf_pages(
    words: &str,
    places: &[f32],
    heights: &[f32],
    pictures: &[u32],
    #[wasm_bindgen(unchecked_param_type = "LeftOutKind[]")] read_with: JsValue,
) -> JsValue {
    let packed = layout::Packed {
        words,
        places,
        heights,
        pictures,
    };
    let with = serde_wasm_bindgen::from_value::<Vec<Kind>>(read_with).unwrap_or_default();
    given(layout::read(&packed, "pdf", &with))
}

/// The browser's decoder, told to refuse what does not fit.
fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

fn given(read: Result<Document, Refusal>) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    match read {
        Ok(mut document) => {
            document.count_in_utf16();
            document.serialize(&serializer)
        }
        Err(refusal) => refusal.serialize(&serializer),
    }
    .unwrap_or(JsValue::NULL)
}

/// Reads what was copied as markup: from a web page, Word or WPS. Never throws.
#[wasm_bindgen(js_name = readClipboard, unchecked_return_type = "FileRead | FileRefused")]
pub fn read_clipboard(html: &str) -> JsValue {
    given(crate::clipboard(html))
}
