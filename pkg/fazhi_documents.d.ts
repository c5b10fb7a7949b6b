/* tslint:disable */
/* eslint-disable */

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



/**
 * Writes remarks into a document of Word, and what was changed in its text where the job
 * says so. Never throws, whatever the bytes.
 */
export function annotate(bytes: Uint8Array | number[], job: WriteJob): Annotated | WriteRefused;

/**
 * A new document of Word with the text of a job and its remarks.
 */
export function newDocument(job: WriteJob, blocks: WriteBlock[]): Annotated | WriteRefused;

/**
 * Files as a zip.
 */
export function pack(files: PackedFile[]): Uint8Array<ArrayBuffer> | WriteRefused;

/**
 * Reads what was copied as markup: from a web page, Word or WPS. Never throws.
 */
export function readClipboard(html: string): FileRead | FileRefused;

/**
 * Reads a file. Never throws, whatever the bytes. `read_with` names what is read though
 * it is usually left out; other words in it say nothing.
 */
export function readFile(bytes: Uint8Array | number[], name: string, read_with: LeftOutKind[]): FileRead | FileRefused;

/**
 * Puts the text of a PDF together, which the page's own reader has taken apart: `words`
 * holds a run a line; `places` the page, x, y, width and size of each, in points; `heights`
 * those of the pages; `pictures` the pages without text. Never throws.
 */
export function readPdfPages(words: string, places: Float32Array | number[], heights: Float32Array | number[], pictures: Uint32Array | number[], read_with: LeftOutKind[]): FileRead | FileRefused;

/**
 * The files in a zip, each to be read by itself. Never throws, whatever the bytes.
 */
export function unpack(bytes: Uint8Array | number[]): PackedFile[] | FileRefused;

/**
 * Tables as .xlsx.
 */
export function workbook(tables: Workbook): Uint8Array<ArrayBuffer> | WriteRefused;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly annotate: (a: number, b: number, c: any) => any;
    readonly newDocument: (a: any, b: any) => any;
    readonly pack: (a: any) => any;
    readonly readClipboard: (a: number, b: number) => any;
    readonly readFile: (a: number, b: number, c: number, d: number, e: any) => any;
    readonly readPdfPages: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: any) => any;
    readonly unpack: (a: number, b: number) => any;
    readonly workbook: (a: any) => any;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_start: () => void;
}

export type SyncInitInput = BufferSource | WebAssembly.Module;

/**
 * Instantiates the given `module`, which can either be bytes or
 * a precompiled `WebAssembly.Module`.
 *
 * @param {{ module: SyncInitInput }} module - Passing `SyncInitInput` directly is deprecated.
 *
 * @returns {InitOutput}
 */
export function initSync(module: { module: SyncInitInput } | SyncInitInput): InitOutput;

/**
 * If `module_or_path` is {RequestInfo} or {URL}, makes a request and
 * for everything else, calls `WebAssembly.instantiate` directly.
 *
 * @param {{ module_or_path: InitInput | Promise<InitInput> }} module_or_path - Passing `InitInput` directly is deprecated.
 *
 * @returns {Promise<InitOutput>}
 */
export default function __wbg_init (module_or_path?: { module_or_path: InitInput | Promise<InitInput> } | InitInput | Promise<InitInput>): Promise<InitOutput>;
