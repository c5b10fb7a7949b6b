/* tslint:disable */
/* eslint-disable */
export const memory: WebAssembly.Memory;
export const annotate: (a: number, b: number, c: any) => any;
export const newDocument: (a: any, b: any) => any;
export const pack: (a: any) => any;
export const readClipboard: (a: number, b: number) => any;
export const readFile: (a: number, b: number, c: number, d: number, e: any) => any;
export const readPdfPages: (a: number, b: number, c: number, d: number, e: number, f: number, g: number, h: number, i: any) => any;
export const unpack: (a: number, b: number) => any;
export const workbook: (a: any) => any;
export const __wbindgen_malloc: (a: number, b: number) => number;
export const __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
export const __wbindgen_free: (a: number, b: number, c: number) => void;
export const __wbindgen_exn_store: (a: number) => void;
export const __externref_table_alloc: () => number;
export const __wbindgen_externrefs: WebAssembly.Table;
export const __wbindgen_start: () => void;
