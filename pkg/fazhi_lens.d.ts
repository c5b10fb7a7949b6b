/* tslint:disable */
/* eslint-disable */
/**
 * A body, person, mechanism or slogan.
 */
export interface Entity {
    span: Span;
    /**
     * `org`, `person` or `mechanism`.
     */
    kind: string;
    /**
     * The full name where the report gives one for a short form.
     */
    name: string;
    /**
     * For a person: no public office is named with the name.
     */
    private?: boolean;
}

/**
 * A calendar expression.
 */
export interface DateExpr {
    span: Span;
    /**
     * `null` when masked or relative.
     */
    iso: string | undefined;
}

/**
 * A day, as printed and as ISO 8601 (`2020-12-14`).
 */
export interface DateQuote {
    text: string;
    span: Span;
    value: string;
}

/**
 * A half-open stretch of the given text, in UTF-16 code units.
 */
export interface Span {
    start: number;
    end: number;
}

/**
 * A law, rule, policy or document that the report names.
 */
export interface Citation {
    /**
     * With its title marks, as printed.
     */
    span: Span;
    /**
     * The title without its marks; an abbreviation is resolved in [`Citation::full_name`].
     */
    name: string;
    /**
     * The title an abbreviation (《纲要》) stands for.
     */
    fullName: string | undefined;
    kind: string;
    /**
     * A title mark is missing or doubled.
     */
    broken: boolean;
    /**
     * Titles inside the title.
     */
    inner: string[];
    /**
     * 第三十二条, where an article follows.
     */
    article: string | undefined;
    law: Law | undefined;
}

/**
 * A line of the reader's words that was not taken.
 */
export interface WordsProblem {
    /**
     * From 1.
     */
    line: number;
    /**
     * `kind`, `word`, `name`, `twice` or `too-many`.
     */
    reason: string;
}

/**
 * A part that the rules ask of an annual report.
 */
export interface Requirement {
    /**
     * `achievements`, `problems`, `first-responsible`, `plan`, `title`, `signature` or `date`.
     */
    id: string;
    /**
     * `section`: a heading with text under it, or the line where it belongs;
     * `empty`: a heading alone; `mentioned`: only spoken of; `missing`.
     */
    state: string;
    spans: Span[];
}

/**
 * A quantity that the report states of something.
 */
export interface Metric {
    /**
     * The number with its qualifiers and unit as printed.
     */
    span: Span;
    /**
     * In base units: 1.81亿余元 is 181000000, 93.5% is 93.5.
     */
    value: number;
    /**
     * The upper end of a range.
     */
    valueMax: number | undefined;
    /**
     * The classifier or unit as printed, without its noun and scale word.
     */
    unit: string | undefined;
    /**
     * `exact`, `about`, `over` or `under`.
     */
    approx: string;
    /**
     * `count`, `ratio`, `amount`, `change` or `duration`.
     */
    kind: string;
    /**
     * `up` or `down`, for a change.
     */
    direction: string | undefined;
    /**
     * What is counted, in the report's words; with the noun that the text told before where
     * those words do not stand alone.
     */
    indicator: string;
    indicatorSpan: Span | undefined;
    /**
     * The body or place it is about.
     */
    subject: string | undefined;
    period: Period | undefined;
    /**
     * One of the fourteen themes by its name, or one of the reader's own.
     */
    theme: string | undefined;
    /**
     * Index of the innermost section.
     */
    section: number | undefined;
    sentence: Span;
    /**
     * Where the figure stands in a table; `null` in prose.
     */
    cell: Cell | undefined;
}

/**
 * A quoted text with its place: as printed, without the blanks, line ends and
 * unseen characters inside it that separate nothing.
 */
export interface Quote {
    text: string;
    span: Span;
}

/**
 * A remark on the text.
 */
export interface Finding {
    code: string;
    /**
     * `error`, `warning` or `info`.
     */
    severity: string;
    /**
     * `certain`, or `likely`: the message asks then.
     */
    grade: string;
    span: Span;
    related: Span[];
    message: Bilingual;
    fix: Fix | undefined;
}

/**
 * A replacement that is certain.
 */
export interface Fix {
    span: Span;
    text: string;
}

/**
 * A run-in enumeration inside a paragraph: 一是…二是….
 */
export interface Point {
    /**
     * From the marker to the next point or the end of the paragraph.
     */
    span: Span;
    marker: string;
    n: number;
    /**
     * Index of the section it stands in.
     */
    section: number | undefined;
}

/**
 * A text in both languages of the page.
 */
export interface Bilingual {
    zh: string;
    en: string;
}

/**
 * A titled part of the report.
 */
export interface Section {
    /**
     * The section with its children.
     */
    span: Span;
    /**
     * The heading as printed, marker included.
     */
    heading: Span;
    /**
     * 1 for the outermost.
     */
    level: number;
    marker: string | undefined;
    ordinal: number | undefined;
    /**
     * The heading's words without marker and closing punctuation.
     */
    title: string;
    /**
     * The heading stands at the head of a paragraph of body text.
     */
    runIn: boolean;
    role: string;
    /**
     * Index of the enclosing section.
     */
    parent: number | undefined;
}

/**
 * An arithmetic relation between stated figures.
 */
export interface Relation {
    /**
     * `sum`, `ratio`, `difference`, `equal`, `bound` or `list`.
     */
    kind: string;
    /**
     * Index of the metric that states the result.
     */
    total: number;
    /**
     * Indices of the metrics it follows from.
     */
    parts: number[];
    expr: string;
    holds: boolean;
    /**
     * The result as printed.
     */
    stated: string;
    /**
     * The result as recomputed, in the printed unit.
     */
    computed: string;
    /**
     * It holds and needs no remark (`note` is null); in sums, shares and changes no
     * member is approximate or a range either.
     */
    exact: boolean;
    /**
     * `certain`, or `likely`: one that fails is a question then, since its figures may be of other things.
     */
    grade: string;
    /**
     * The words that made it a relation.
     */
    cue: Quote | undefined;
    /**
     * What else is to be known of the verdict, in Chinese.
     */
    note: string | undefined;
    /**
     * The same in English.
     */
    noteEn: string | undefined;
}

/**
 * How much of the report speaks of a theme.
 */
export interface Theme {
    id: string;
    metrics: number;
    /**
     * Characters (Unicode scalar values) of body text.
     */
    characters: number;
    sections: number;
}

/**
 * The place of a figure in a table, each counted from 0.
 */
export interface Cell {
    /**
     * Which table of the text.
     */
    table: number;
    /**
     * Which line of the table, its heads counted.
     */
    row: number;
    column: number;
}

/**
 * The reported year, as printed and as a number.
 */
export interface YearQuote {
    text: string;
    span: Span;
    value: number;
}

/**
 * The time a figure covers.
 */
export interface Period {
    text: string;
    span: Span;
    /**
     * Resolved by the report's year where it is relative; `null` where it cannot be.
     */
    iso: string | undefined;
}

/**
 * What [`crate::analyze`] returns.
 */
export interface Report {
    meta: Meta;
    sections: Section[];
    points: Point[];
    metrics: Metric[];
    citations: Citation[];
    dates: DateExpr[];
    entities: Entity[];
    relations: Relation[];
    findings: Finding[];
    /**
     * All seven of a report; of a passage those that are there; none of another text.
     */
    requirements: Requirement[];
    themes: Theme[];
}

/**
 * What a file of the reader's own words holds.
 */
export interface WordsRead {
    /**
     * Entries taken.
     */
    entries: number;
    problems: WordsProblem[];
}

/**
 * What one kind of finding looks for, why it matters and who says so.
 */
export interface Rule {
    code: string;
    /**
     * `error`, `warning` or `info`: of most of its findings.
     */
    severity: string;
    what: Bilingual;
    why: Bilingual;
    source: Bilingual;
}

/**
 * What the catalogue knows of a cited act, judged for the reported year.
 */
export interface Law {
    /**
     * The official title.
     */
    title: string;
    /**
     * `in-force`, `amended`, `repealed` or `superseded`.
     */
    status: string;
    supersededBy: string | undefined;
    /**
     * ISO date; a year or month alone where no more is known.
     */
    endedOn: string | undefined;
    /**
     * The day the last text took effect.
     */
    effective: string | undefined;
    /**
     * `high` or `medium`: how well the catalogue's entry is supported.
     */
    confidence: string;
}

/**
 * Who reports, on which year, signed and published when.
 */
export interface Meta {
    /**
     * The title as printed; a title over two lines is joined.
     */
    title: Quote | undefined;
    issuer: Quote | undefined;
    /**
     * `bureau`, `street/town`, `county/city/province government` or `other`.
     */
    issuerKind: string | undefined;
    /**
     * `法治政府建设年度报告`, `依法行政工作总结` or `other`.
     */
    kind: string | undefined;
    /**
     * `report`, `passage` (of one: what is absent may stand elsewhere) or `other`
     * (nothing shows that the text is of the kind).
     */
    scope: string;
    /**
     * The publication source a web page printed (来源：…).
     */
    source: Quote | undefined;
    year: YearQuote | undefined;
    signedDate: DateQuote | undefined;
    publishedDate: DateQuote | undefined;
    /**
     * Web boilerplate that is no part of the report.
     */
    boilerplate: Span[];
}


/**
 * Reads a report. Never throws, whatever the text; pure: the same text gives
 * the same report. Offsets are UTF-16 code units of `text`; a lone surrogate
 * is read as U+FFFD, which has the same length.
 *
 * `words` is a file of the reader's own words, one a line: its kind (指标, 机构,
 * 机制 or 主题), the word, and the name it stands for, parted by tabs or commas.
 *
 * What each stage took stands in the global `performance`, if there is one, as
 * measures `fazhi:<stage>`; those of the last reading alone are kept.
 */
export function analyze(text: string, words?: string | null): Report;

/**
 * What a file of words holds, and what of it cannot be taken.
 */
export function checkWords(words: string): WordsRead;

/**
 * Every kind of finding: what is looked for, why, and by what source.
 */
export function rules(): Rule[];

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly analyze: (a: number, b: number, c: number, d: number) => any;
    readonly checkWords: (a: number, b: number) => any;
    readonly rules: () => any;
    readonly __wbindgen_exn_store: (a: number) => void;
    readonly __externref_table_alloc: () => number;
    readonly __wbindgen_externrefs: WebAssembly.Table;
    readonly __wbindgen_malloc: (a: number, b: number) => number;
    readonly __wbindgen_realloc: (a: number, b: number, c: number, d: number) => number;
    readonly __wbindgen_free: (a: number, b: number, c: number) => void;
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
