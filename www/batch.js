// Files opened together: each has a row, which holds a summary of what was read. The
// text stays, the whole report does not: it is read anew for whoever asks for it. One
// that has been opened keeps its text as the reader left it.

import { openFile, tooLarge } from './open.js';
import { asDocument } from './state.js';
import { summaryOf } from './summary.js';

/**
 * @typedef {import('./state.js').Document} Document
 * @typedef {import('./state.js').Report} Report
 * @typedef {import('./open.js').Source} Source
 * @typedef {import('./open.js').Refused} Refused
 * @typedef {import('./pool.js').Pool} Pool
 * @typedef {import('./pool.js').Job} Job
 * @typedef {import('./batch_worker.js').As} As
 * @typedef {import('./summary.js').Summary} Summary
 *
 * What the reader says of a report: nothing yet, that it will do, or that it goes back.
 * @typedef {'' | 'pass' | 'return'} Verdict
 *
 * What the table shows of a file. A row is replaced, never changed.
 * @typedef {object} Row
 * @property {string} name       Of the file.
 * @property {'waiting' | 'reading' | 'read' | 'refused' | 'stopped'} state
 *   `refused`: not read, and `why` says why not; `stopped`: not read since the reader did not wait.
 * @property {Summary | null} summary
 * @property {Refused | null} why
 * @property {Verdict} verdict
 * @property {string} note
 *
 * A report of the batch for whoever compares or counts.
 * @typedef {object} BatchReport
 * @property {number} row        Its row, from 0 in the order of the files.
 * @property {string} name       Of the file.
 * @property {string} text       As it is now.
 * @property {string | null} body
 * @property {number | null} year
 * @property {Report} report     Its spans count UTF-16 units of `text`.
 *
 * @typedef {object} Entry
 * @property {File | null} file    `null` after a reload.
 * @property {string | null} text  As it was read; `null` before, and once it is in `doc`.
 * @property {Omit<Source, 'bytes'> | null} source
 * @property {Document | null} doc   Since it was opened.
 * @property {Promise<Refused | null> | null} opening
 * @property {boolean} underWay
 * @property {{ text: string, words: string } | null} seen   What was read last.
 *
 * @typedef {ReturnType<typeof createBatch>} Batch
 */

const byName = new Intl.Collator('zh-Hans', { numeric: true });

/** What came of several readings is told at once, in milliseconds. */
const BEAT = 90;

/** @type {Row} */
const NEW_ROW = { name: '', state: 'waiting', summary: null, why: null, verdict: '', note: '' };

/**
 * @param {readonly File[]} files
 * @returns {Entry[]}
 */
const entriesOf = (files) => [...files].sort((a, b) => byName.compare(a.name, b.name)).map((file) => ({ file, text: null, source: null, doc: null, opening: null, underWay: false, seen: null }));

/**
 * @param {object} given
 * @param {readonly File[]} [given.files]
 * @param {readonly import('./session.js').KeptReport[]} [given.kept]   In the place of files: what was kept over a reload.
 * @param {import('./documents.js').Documents} given.documents
 * @param {Pool} given.pool
 * @param {() => void} given.changed   Called when a row is another.
 */
export function createBatch({ files = [], kept = [], documents, pool, changed }) {
  /** @type {Entry[]} */
  const entries = [
    ...entriesOf(files),
    ...kept.map(({ name, text, given, changed }) => {
      // What was written in is a document; the others are their texts.
      const doc = text !== null && (changed || given !== text) ? asDocument(text, name, { changed, given }) : null;
      return { file: null, text: doc ? null : text, source: null, doc, opening: null, underWay: false, seen: null };
    }),
  ];
  /** @type {Row[]} */
  let rows = [
    ...entries.slice(0, files.length).map(({ file }) => ({ ...NEW_ROW, name: file?.name ?? '' })),
    ...kept.map(({ name, text, verdict, note }) => (text === null ? { ...NEW_ROW, name, verdict, note, state: /** @type {const} */ ('refused'), why: { refused: 'batch.lost', vars: { name } } } : { ...NEW_ROW, name, verdict, note })),
  ];
  let words = '';
  let lanes = 0;
  let stop = new AbortController();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let beat;
  /** Verdicts and notes that are in no file yet. */
  let untold = kept.filter(({ verdict, note }) => verdict || note).length;

  const textOf = (/** @type {Entry} */ { doc, text }) => doc?.text ?? text;

  function tellSoon() {
    beat ??= setTimeout(tell, BEAT);
  }

  function tell() {
    clearTimeout(beat);
    beat = undefined;
    changed();
  }

  /**
   * @param {number} at
   * @param {Partial<Row>} patch
   */
  function put(at, patch) {
    rows = rows.with(at, { ...rows[at], ...patch });
    tellSoon();
  }

  /** Whether a row is still to be read, or tells of another text. @param {number} at */
  function isStale(at) {
    const { seen } = entries[at];
    if (!seen) return rows[at].state === 'waiting';
    return seen.words !== words || seen.text !== textOf(entries[at]);
  }

  /**
   * The text of a file, once for all who ask.
   * @param {number} at
   * @returns {Promise<Refused | null>} Why there is none.
   */
  function opened(at) {
    const entry = entries[at];
    if (textOf(entry) !== null || !entry.file) return Promise.resolve(null);
    return entry.opening ??= openFile(entry.file, documents).then((it) => {
      if ('refused' in it) return it;
      const large = tooLarge(it.text);
      if (large) return large;
      const { bytes: _, ...source } = it.source;
      Object.assign(entry, { text: it.text, source });
      return null;
    }).finally(() => { entry.opening = null; });
  }

  /** The text of a row as it is now; `null` where there is none. @param {number} at */
  async function textAt(at) {
    if (rows[at].state !== 'refused') await opened(at);
    return textOf(entries[at]);
  }

  /**
   * Has something made of a report, read anew as its text is now.
   * @param {number} at
   * @param {Job} job
   * @param {{ as?: As, signal?: AbortSignal }} [how]
   * @returns {Promise<{ text: string, made: any } | null>} `null` for what could not be read.
   */
  async function ask(at, job, { as, signal } = {}) {
    const text = await textAt(at);
    if (text === null || signal?.aborted) return null;
    const answer = await pool.ask({ job, text, words, name: rows[at].name, as }, signal);
    return 'done' in answer ? { text, made: answer.done } : null;
  }

  /** @param {number} at */
  async function readOne(at) {
    const { signal } = stop;
    const entry = entries[at];
    entry.underWay = true;
    if (rows[at].state === 'waiting') put(at, { state: 'reading' });
    const refused = await opened(at);
    const text = textOf(entry);
    const asked = { text: text ?? '', words };
    const answer = refused || signal.aborted ? null : await pool.ask({ job: 'summary', ...asked, name: rows[at].name }, signal);
    entry.underWay = false;
    if (refused) put(at, { state: 'refused', why: refused });
    else if (signal.aborted || !answer || ('why' in answer && answer.why === 'cancelled')) {
      if (rows[at].state === 'reading') put(at, { state: 'waiting' });
    } else {
      entry.seen = asked;
      if ('done' in answer) put(at, { state: 'read', summary: answer.done, why: null });
      else put(at, { state: 'refused', summary: null, why: { refused: `batch.${answer.why}`, vars: { name: rows[at].name } } });
    }
  }

  async function lane() {
    const { signal } = stop;
    lanes += 1;
    for (;;) {
      const at = signal.aborted ? -1 : entries.findIndex(({ underWay }, each) => !underWay && isStale(each));
      if (at < 0) break;
      await readOne(at);
    }
    lanes -= 1;
    tellSoon();
  }

  /** One more than there are workers: while those read, the next file is opened. */
  function run() {
    if (stop.signal.aborted) stop = new AbortController();
    for (let more = pool.size + 1 - lanes; more > 0; more -= 1) lane();
  }

  return {
    /** @returns {readonly Row[]} */
    rows: () => rows,

    /** How many are still to be read. */
    left: () => entries.reduce((sum, { underWay }, at) => sum + (underWay || isStale(at) ? 1 : 0), 0),

    /**
     * Reads what is not read yet, or was with other words.
     * @param {string} own   The reader's words in use.
     */
    read(own) {
      words = own;
      run();
    },

    /**
     * More files, behind those that are there; each batch of them in the order of its names.
     * @param {readonly File[]} more
     */
    add(more) {
      const fresh = entriesOf(more);
      entries.push(...fresh);
      rows = [...rows, ...fresh.map(({ file }) => ({ ...NEW_ROW, name: file?.name ?? '' }))];
      run();
      tell();
    },

    /** Ends all reading; what is left waits. */
    pause() {
      stop.abort();
    },

    /** Ends all reading for the reader, who may have it go on. */
    cancel() {
      stop.abort();
      rows = rows.map((row) => (row.state === 'waiting' || row.state === 'reading' ? { ...row, state: 'stopped' } : row));
      tell();
    },

    /** Reads what was not read since the reader did not wait. */
    resume() {
      rows = rows.map((row) => (row.state === 'stopped' ? { ...row, state: 'waiting' } : row));
      run();
      tell();
    },

    /**
     * The report of a row, to be read and written in. What the file holds beside its text
     * is fetched from the disk; where that has changed, the text is there without it.
     * @param {number} at
     * @returns {Promise<Document | Refused>}
     */
    async open(at) {
      const entry = entries[at];
      const refused = await opened(at);
      if (refused) {
        put(at, { state: 'refused', why: refused });
        return refused;
      }
      if (entry.doc) return entry.doc;
      const bytes = await entry.file?.arrayBuffer().catch(() => null);
      const source = bytes && entry.source ? { ...entry.source, bytes: new Uint8Array(bytes) } : null;
      entry.doc ??= asDocument(entry.text ?? '', rows[at].name, { source });
      entry.text = null;
      return entry.doc;
    },

    /** A report that has been opened, as it was left. @param {number} at */
    document: (at) => entries[at].doc,

    /**
     * What has become of a report that was open.
     * @param {number} at
     * @param {Document | null} doc
     */
    keep(at, doc) {
      if (!doc) return;
      entries[at].doc = doc;
      if (entries[at].seen && isStale(at)) run();
    },

    /**
     * What was read of a report that is open.
     * @param {number} at
     * @param {import('./model.js').Model} read
     * @param {string} own   The words it was read with.
     */
    told(at, read, own) {
      entries[at].seen = { text: read.text, words: own };
      put(at, { state: 'read', summary: summaryOf(read), why: null });
      tell();
    },

    /**
     * What the reader says of a report.
     * @param {number} at
     * @param {Partial<Pick<Row, 'verdict' | 'note'>>} patch
     */
    decide(at, patch) {
      untold += 1;
      put(at, patch);
      tell();
    },

    /** The reader has what was decided in a file. */
    tookOut() {
      untold = 0;
    },

    /** The reports that were opened, and how many decisions are nowhere else. */
    held: () => ({ docs: entries.map(({ doc }) => doc), untold }),

    /** UTF-16 units of text. */
    weight: () => entries.reduce((sum, entry) => sum + (textOf(entry)?.length ?? 0), 0),

    /**
     * What a reload brings back.
     * @returns {import('./session.js').KeptReport[]}
     */
    kept: () => entries.map((entry, at) => {
      const { doc } = entry;
      const { name, verdict, note } = rows[at];
      return { name, text: textOf(entry), given: doc ? doc.given : entry.text, changed: Boolean(doc && doc.safe.text !== doc.text), verdict, note };
    }),

    /**
     * Has something made of reports, each read anew as its text is now.
     * @param {readonly number[]} ats
     * @param {Job} job
     * @param {As} as
     * @returns {Promise<any[]>} In the order of the rows; `undefined` for what could not be read.
     */
    each: (ats, job, as) => Promise.all(ats.map(async (at) => (await ask(at, job, { as }))?.made)),

    /**
     * The reports of some rows, for whatever looks at several at once: the one way to
     * whole reports of a batch. Those that cannot be read are left out.
     * @param {readonly number[]} ats
     * @param {AbortSignal} [signal]
     * @returns {Promise<BatchReport[]>}
     */
    async reports(ats, signal) {
      const found = await Promise.all(ats.map(async (at) => {
        const it = await ask(at, 'report', { signal });
        if (!it) return null;
        const report = /** @type {Report} */ (it.made);
        return { row: at, name: rows[at].name, text: it.text, body: report.meta.issuer?.text ?? null, year: report.meta.year?.value ?? null, report };
      }));
      return found.filter((each) => each !== null);
    },

    /**
     * The file of a row, for what is written back into it.
     * @param {number} at
     * @returns {Promise<{ bytes: Uint8Array<ArrayBuffer>, format: string, leftOut: Source['leftOut'] } | null>}
     */
    async file(at) {
      const { file, source, doc } = entries[at];
      const known = doc?.source ?? source;
      const bytes = doc?.source?.bytes ?? (file && known ? new Uint8Array(await file.arrayBuffer().catch(() => new ArrayBuffer(0))) : null);
      return known && bytes?.length ? { bytes, format: known.format, leftOut: known.leftOut } : null;
    },
  };
}
