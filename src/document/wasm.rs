//! The JavaScript boundary: the only file that knows JavaScript, without logic.

use crate::archive::Packed;
use crate::xlsx::Workbook;
use crate::{Block, Document, Job, Kind, Options, Refusal, Written, layout, units};
use js_sys::{Object, Reflect, Uint8Array};
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
/** What is to be written into a document of Word; places are UTF-16 code units of `text`, and the lines of a body are paragraphs of the comment. */
export interface WriteJob { text: string; remarks: { start: number; end: number; body: string }[]; author: string; initials: string; date: string; changes: boolean }
/** The document. `near` are remarks, by index, that do not stand on just their words; `unchanged` is what was mended and is not in it. */
export interface Annotated { bytes: Uint8Array<ArrayBuffer>; near: number[]; changed: number; unchanged: [number, number][] }
/** What the lines in a stretch of the text are; all others are paragraphs, or rows of a table where they have tabs. */
export interface WriteBlock { start: number; end: number; kind: "title" | "heading" | "subheading" | "point" | "sign" }
/** Tables. A formula, without its sign of equality, carries the value that it has; `width` is in characters. */
export interface Workbook { sheets: { name: string; columns: { title: string; width?: number }[]; rows: (string | number | boolean | null | { formula: string; value: string | number })[][] }[] }
/** Why nothing was written. */
export interface WriteRefused { why: "unread" | "format" | "encoding" | "noPlace" | "tooLarge" | "unproved" | "job"; step?: string }
/** A file of an archive, by its path there. */
export interface PackedFile { name: string; bytes: Uint8Array<ArrayBuffer> }
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

/// The files in a zip, each to be read by itself. Never throws, whatever the bytes.
#[wasm_bindgen(unchecked_return_type = "PackedFile[] | FileRefused")]
pub fn unpack(bytes: &[u8]) -> JsValue {
    match crate::archive::unpack(bytes, &decode) {
        Ok(files) => {
            let list = js_sys::Array::new();
            for file in files {
                let object = Object::new();
                // A plain object takes what is set.
                let _ = Reflect::set(&object, &"name".into(), &file.name.into());
                let bytes = Uint8Array::from(file.bytes.as_slice());
                let _ = Reflect::set(&object, &"bytes".into(), &bytes);
                list.push(&object);
            }
            list.into()
        }
        Err(refusal) => plain(&refusal),
    }
}

/// Files as a zip.
#[wasm_bindgen(unchecked_return_type = "Uint8Array<ArrayBuffer> | WriteRefused")]
pub fn pack(
    #[wasm_bindgen(unchecked_param_type = "PackedFile[]")] files: &js_sys::Array,
) -> JsValue {
    let packed: Option<Vec<Packed>> = files.iter().map(|file| packed(&file)).collect();
    let Some(packed) = packed else {
        return refused("job");
    };
    match crate::archive::pack(&packed) {
        Some(bytes) => Uint8Array::from(bytes.as_slice()).into(),
        None => refused("tooLarge"),
    }
}

/// A file with its name, as JavaScript hands it over.
fn packed(file: &JsValue) -> Option<Packed> {
    let name = Reflect::get(file, &"name".into()).ok()?.as_string()?;
    let bytes = Reflect::get(file, &"bytes".into()).ok()?;
    Some(Packed {
        name,
        bytes: bytes.dyn_into::<Uint8Array>().ok()?.to_vec(),
    })
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
    match read {
        Ok(mut document) => {
            let places = document.numbers.iter_mut();
            units::to_utf16(&document.text, places.flat_map(|(start, end)| [start, end]));
            plain(&document)
        }
        Err(refusal) => plain(&refusal),
    }
}

/// As JavaScript has it: an object, its lists as arrays.
fn plain<T: Serialize>(value: &T) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// Writes remarks into a document of Word, and what was changed in its text where the job
/// says so. Never throws, whatever the bytes.
#[wasm_bindgen(js_name = annotate, unchecked_return_type = "Annotated | WriteRefused")]
pub fn annotate(
    bytes: &[u8],
    #[wasm_bindgen(unchecked_param_type = "WriteJob")] job: JsValue,
) -> JsValue {
    let Some(job) = taken(job) else {
        return refused("job");
    };
    match crate::annotate(bytes, &job, &decode) {
        Ok(written) => annotated(written, &job.text),
        Err(refusal) => plain(&refusal),
    }
}

/// A new document of Word with the text of a job and its remarks.
#[wasm_bindgen(js_name = newDocument, unchecked_return_type = "Annotated | WriteRefused")]
pub fn new_document(
    #[wasm_bindgen(unchecked_param_type = "WriteJob")] job: JsValue,
    #[wasm_bindgen(unchecked_param_type = "WriteBlock[]")] blocks: JsValue,
) -> JsValue {
    let blocks = serde_wasm_bindgen::from_value::<Vec<Block>>(blocks);
    let (Some(job), Ok(mut blocks)) = (taken(job), blocks) else {
        return refused("job");
    };
    let places = blocks.iter_mut();
    units::to_bytes(
        &job.text,
        places.flat_map(|block| [&mut block.start, &mut block.end]),
    );
    match crate::new_docx(&job, &blocks, &decode) {
        Ok(written) => annotated(written, &job.text),
        Err(refusal) => plain(&refusal),
    }
}

/// Tables as .xlsx.
#[wasm_bindgen(js_name = workbook, unchecked_return_type = "Uint8Array<ArrayBuffer> | WriteRefused")]
pub fn workbook(#[wasm_bindgen(unchecked_param_type = "Workbook")] tables: JsValue) -> JsValue {
    let Ok(tables) = serde_wasm_bindgen::from_value::<Workbook>(tables) else {
        return refused("job");
    };
    match tables.write() {
        Some(bytes) => Uint8Array::from(bytes.as_slice()).into(),
        None => refused("tooLarge"),
    }
}

/// A job, its places in bytes.
fn taken(job: JsValue) -> Option<Job> {
    let mut job = serde_wasm_bindgen::from_value::<Job>(job).ok()?;
    let places = job.remarks.iter_mut();
    units::to_bytes(
        &job.text,
        places.flat_map(|remark| [&mut remark.start, &mut remark.end]),
    );
    Some(job)
}

fn annotated(mut written: Written, text: &str) -> JsValue {
    let places = written.unchanged.iter_mut();
    units::to_utf16(text, places.flat_map(|(start, end)| [start, end]));
    let object = plain(&written);
    let bytes = Uint8Array::from(written.bytes.as_slice());
    // A plain object takes what is set.
    let _ = Reflect::set(&object, &"bytes".into(), &bytes);
    object
}

fn refused(why: &str) -> JsValue {
    let object = Object::new();
    let _ = Reflect::set(&object, &"why".into(), &why.into());
    object.into()
}

/// Reads what was copied as markup: from a web page, Word or WPS. Never throws.
#[wasm_bindgen(js_name = readClipboard, unchecked_return_type = "FileRead | FileRefused")]
pub fn read_clipboard(html: &str) -> JsValue {
    given(crate::clipboard(html))
}
