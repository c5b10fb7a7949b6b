/* tslint:disable */
/* eslint-disable */

/** A report to compare: `report` is what the core's `analyze` gave of `text`. Without a body or a year those that the text names hold. */
export interface CompareInput { name: string; text: string; body?: string | null; year?: number | null; report: object }


/**
 * A figure that a report gives for the year before, or reckons from it.
 */
export interface Statement {
    report: number;
    /**
     * The figure stated, by its place in `metrics`.
     */
    metric: number;
    /**
     * `value`: the year before's figure itself; `difference`, `percent`, `points`, `multiple`:
     * what has become of it since; `unchanged`: as in the year before, without a figure.
     */
    kind: string;
    /**
     * `holds`, `differs`, or `open`: nothing in the earlier report that surely is the same.
     */
    state: string;
    /**
     * `certain`, or `likely`: the figures may be of other things, and one that differs is a question.
     */
    grade: string;
    /**
     * What it is of, in this report's words.
     */
    name: string;
    /**
     * As printed.
     */
    stated: string;
    /**
     * What the two reports give, in the printed unit.
     */
    computed: string | undefined;
    span: Span;
    sentence: Span;
    /**
     * This report's own figure of its year, where the statement is reckoned from one.
     */
    current: Span | undefined;
    /**
     * The report of the year before.
     */
    earlier: number;
    /**
     * Its figure, as printed there.
     */
    earlierStated: string | undefined;
    earlierSpan: Span | undefined;
    earlierSentence: Span | undefined;
}

/**
 * A half-open stretch of a text, in UTF-16 code units.
 */
export interface Span {
    start: number;
    end: number;
}

/**
 * A passage that was taken over.
 */
export interface Passage {
    /**
     * `verbatim`; `near`: with words changed; `updated`: the sentence of the year before
     * with new figures, which no share counts.
     */
    kind: string;
    /**
     * The share, 0 to 1, of characters that both have.
     */
    similarity: number;
    /**
     * In the later report.
     */
    span: Span;
    /**
     * In the earlier one.
     */
    source: Span;
    /**
     * Piece by piece; together they are both stretches.
     */
    pieces: Piece[];
}

/**
 * A piece of a passage: the same in both, or what stands in the one for what in the other.
 */
export interface Piece {
    same: boolean;
    span: Span;
    source: Span;
}

/**
 * A report of those compared.
 */
export interface Compared {
    name: string;
    body: string | undefined;
    year: number | undefined;
    /**
     * The report that changes are reckoned from: of the same body, the latest year before;
     * of two reports of different bodies, the first.
     */
    base: number | undefined;
    /**
     * The share of its own words, 0 to 1, that stand in earlier reports given here.
     */
    reused: number;
}

/**
 * A total against the sum of what the parts report.
 */
export interface Total {
    /**
     * The report of the whole.
     */
    report: number;
    /**
     * The figure, by its place in `metrics`.
     */
    metric: number;
    /**
     * What it counts, in the words of the whole's report.
     */
    name: string;
    /**
     * `holds`; `differs`: it is told of the parts, which are all there, and is not their sum;
     * `exceeded`: the parts that are there make up more than the whole; `more`: it is told of
     * the whole, which can have more than its parts; `partial`: not all parts are there or state it.
     */
    state: string;
    /**
     * `certain`, or `likely`: not all figures surely are of the same, and what does not hold is a question.
     */
    grade: string;
    /**
     * As printed.
     */
    stated: string;
    /**
     * The sum, in the base unit of what is stated.
     */
    sum: number;
    unit: string | undefined;
    span: Span;
    sentence: Span;
    parts: TotalPart[];
    /**
     * How many parts the whole has by its own report; `null` where it does not say.
     */
    expected: number | undefined;
}

/**
 * An indicator, and what each report states of it.
 */
export interface Row {
    /**
     * What most reports call it; of several names as frequent the latest report's.
     */
    name: string;
    unit: string | undefined;
    /**
     * `count`, `ratio`, `amount`, `change` or `duration`.
     */
    kind: string;
    theme: string | undefined;
    /**
     * A figure of a plan and not of a result.
     */
    target: boolean;
    /**
     * One a report, in the order given; `null` where a report does not state it.
     */
    cells: (Cell | undefined)[];
}

/**
 * From one report to the next.
 */
export interface Change {
    /**
     * In the unit of the row; percentage points between shares.
     */
    difference: number;
    /**
     * In per cent of the base's figure; `null` between shares and from nothing.
     */
    percent: number | undefined;
}

/**
 * How much each report speaks of a theme.
 */
export interface ThemeRow {
    id: string;
    /**
     * One a report, in the order given.
     */
    cells: ThemeCell[];
}

/**
 * Reports held against each other.
 */
export interface Comparison {
    /**
     * In the order given.
     */
    reports: Compared[];
    /**
     * Indicators, in the order of the texts.
     */
    rows: Row[];
    /**
     * What reports say of the year before, held against the report of that year.
     */
    statements: Statement[];
    /**
     * Totals of a higher body held against the sum of its parts.
     */
    totals: Total[];
    /**
     * Who took over what from whom.
     */
    reuse: Reuse[];
    themes: ThemeRow[];
    requirements: RequirementRow[];
}

/**
 * The state of a required part in each report.
 */
export interface RequirementRow {
    id: string;
    /**
     * One a report, in the order given; `null` where nothing is asked of the text.
     */
    cells: (RequirementCell | undefined)[];
}

/**
 * Two reports of which the later has words of the earlier.
 */
export interface Reuse {
    report: number;
    source: number;
    /**
     * The share, 0 to 1, of the later report's own words.
     */
    share: number;
    passages: Passage[];
}

/**
 * What one part states.
 */
export interface TotalPart {
    report: number;
    metric: number;
    name: string;
    stated: string;
    span: Span;
    sentence: Span;
}

/**
 * What one report states.
 */
export interface Cell {
    /**
     * The figure, by its place in the report's `metrics`.
     */
    metric: number;
    /**
     * The indicator in this report's words.
     */
    name: string;
    /**
     * The figure as printed.
     */
    printed: string;
    /**
     * In the unit of the row; a change downwards is negative.
     */
    value: number;
    span: Span;
    sentence: Span;
    /**
     * Further places of this report that state the same.
     */
    again: Span[];
    /**
     * Against the cell of the report's base.
     */
    change: Change | undefined;
}

export interface RequirementCell {
    /**
     * `section`, `empty`, `mentioned` or `missing`.
     */
    state: string;
    span: Span | undefined;
}

export interface ThemeCell {
    characters: number;
    metrics: number;
    /**
     * Of all characters of the report that are of a theme, 0 to 1.
     */
    share: number;
}


/**
 * Holds reports against each other. `undefined` where what is given are no reports.
 */
export function compare(reports: CompareInput[]): Comparison | undefined;

export type InitInput = RequestInfo | URL | Response | BufferSource | WebAssembly.Module;

export interface InitOutput {
    readonly memory: WebAssembly.Memory;
    readonly compare: (a: any) => any;
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
