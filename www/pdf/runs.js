// What pdf.js tells of a PDF, as the module for documents takes it: the words of each
// page with their places. Runs in the worker of pdf_worker.js, and in Node.

/**
 * @typedef {import('../../pkg/fazhi_documents.js').FileRefused} FileRefused
 *
 * Words with their places. Lengths are points; `y` grows downwards from the top of the page.
 * @typedef {object} Runs
 * @property {string} words            One run a line.
 * @property {Float32Array} places     For each run: its page, x, y of the baseline, width, size;
 *   the size is negative where the run does not lie level.
 * @property {Float32Array} heights    Of the pages.
 * @property {Uint32Array} pictures    The pages that are pictures, by index.
 *
 * The table of a font's codes, by name; `null` where there is none.
 * @typedef {(name: string) => Promise<Uint8Array | null>} Tables
 */

const MOST_PAGES = 2000;
/** Texts that are longer are not taken by the page. */
const MOST_CHARACTERS = 20_000_000;
/** A page with fewer characters may be a picture with a stamp on it. */
const FEW = 40;
/** A picture that is the page covers at least this share of it. */
const COVERS = 0.25;
/** A file whose pages are mostly pictures is read all the same where its text has this many characters. */
const ENOUGH = 1000;

/**
 * @param {any} pdfjs   The library, its worker's part being loaded on the same thread.
 * @param {Uint8Array} bytes   They are taken away.
 * @param {Tables} tables
 * @returns {Promise<Runs | FileRefused>}
 */
export async function runsOf(pdfjs, bytes, tables) {
  const task = pdfjs.getDocument({
    data: bytes,
    BinaryDataFactory: factory(tables),
    // Nothing is drawn: no fonts are made, no pictures decoded, nothing is compiled.
    disableFontFace: true,
    useSystemFonts: true,
    useWorkerFetch: false,
    useWasm: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    maxImageSize: 1,
    enableXfa: false,
    stopAtErrors: false,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  });
  try {
    const file = await task.promise;
    if (file.numPages > MOST_PAGES) return { why: 'tooMuch', limit: 'pages' };
    return await collect(pdfjs, file);
  } catch (error) {
    return { why: /** @type {Error} */ (error).name === 'PasswordException' ? 'encrypted' : 'damaged' };
  } finally {
    await task.destroy();
  }
}

/** pdf.js asks a class for what it needs beside the file. @param {Tables} tables */
function factory(tables) {
  return class {
    /** @param {{ kind: string, filename: string }} what */
    async fetch({ kind, filename }) {
      const name = /^([\w-]+)\.bcmap$/.exec(filename)?.[1];
      const found = kind === 'cMapUrl' && name ? await tables(name) : null;
      if (!found) throw new Error(`no ${filename}`);
      return found;
    }
  };
}

/**
 * @param {any} pdfjs
 * @param {any} file
 * @returns {Promise<Runs | FileRefused>}
 */
async function collect(pdfjs, file) {
  /** @type {string[]} */
  const words = [];
  /** @type {number[]} */
  const places = [];
  const heights = new Float32Array(file.numPages);
  /** @type {number[]} */
  const pictures = [];
  let characters = 0;
  let texts = 0;
  let broken = 0;
  for (let index = 0; index < file.numPages; index += 1) {
    let page;
    let count = 0;
    try {
      page = await file.getPage(index + 1);
      // Its own clearing up makes traditional characters of radicals.
      const { items } = await page.getTextContent({ disableNormalization: true });
      const written = items.filter((/** @type {{ str?: string }} */ { str }) => str?.trim());
      const view = upright(pdfjs, page, written);
      heights[index] = view.height;
      for (const item of written) {
        words.push(plain(item.str));
        places.push(index, ...placeOf(pdfjs.Util.transform(view.transform, item.transform), item));
        count += item.str.length;
      }
      characters += count;
      if (characters > MOST_CHARACTERS) return { why: 'tooMuch', limit: 'characters' };
      if (count < FEW && await isPicture(pdfjs, page, view, count)) pictures.push(index);
      else if (count) texts += 1;
    } catch {
      broken += 1;
    }
    page?.cleanup();
  }
  if (broken && (!texts || broken > texts)) return { why: 'damaged' };
  if (pictures.length > texts && characters < ENOUGH) return { why: 'scanned' };
  if (!characters) return { why: 'empty' };
  return { words: words.join('\n'), places: Float32Array.from(places), heights, pictures: Uint32Array.from(pictures) };
}

/**
 * Radicals, which some programs write for the characters of the same look: those for which
 * Unicode knows no common form, or a traditional one, each followed by what is meant.
 */
const RADICALS = new Map([...(
  '⺁厂⺄乙⺅亻⺇几⺉刂⺋㔾⺎兀⺒巳⺓幺⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺲罒⺶羊⺷羊⺹耂⺻聿⺼肉⺽臼⺾艹'
  + '⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟⼾户⾭青⿈黄'
).matchAll(/(.)(.)/gu)].map(([, radical, character]) => [radical, character]));

/** Words in common characters, on one line. */
const plain = (/** @type {string} */ words) => words
  .replace(/[\u2e80-\u2fd5]/g, (radical) => RADICALS.get(radical) ?? radical.normalize('NFKC'))
  .replace(/[\u2329\u232a\uf900-\ufb06]/g, (character) => character.normalize('NFKC'))
  .replace(/[\r\n]+/g, ' ');

/**
 * The page turned so that most of its words lie level: a table is often set sideways.
 * @param {any} pdfjs
 * @param {any} page
 * @param {{ str: string, transform: number[] }[]} items
 */
function upright({ Util }, page, items) {
  const view = page.getViewport({ scale: 1 });
  /** Characters by the quarter of a turn that they are read in. */
  const quarters = [0, 0, 0, 0];
  for (const { str, transform } of items) {
    const [a, b] = Util.transform(view.transform, transform);
    quarters[(Math.round(Math.atan2(b, a) / (Math.PI / 2)) + 4) % 4] += str.length;
  }
  const most = quarters.indexOf(Math.max(...quarters));
  return most ? page.getViewport({ scale: 1, rotation: (page.rotate + 360 - most * 90) % 360 }) : view;
}

/**
 * @param {number[]} matrix   From the item to the page as it is seen.
 * @param {{ width: number }} item
 */
function placeOf([a, b, c, d, x, y], { width }) {
  const level = a > 0 && Math.abs(b) < a / 10;
  const size = Math.hypot(c, d);
  return [x, y, width, level ? size : -size];
}

/**
 * Whether a page with little text or none is a picture. What is too large to be drawn is
 * not in the list of what to draw, but where it would have stood is.
 * @param {any} pdfjs
 * @param {any} page
 * @param {{ width: number, height: number }} view
 * @param {number} characters   How many there are on it.
 */
async function isPicture({ OPS }, page, view, characters) {
  /** @type {{ fnArray: number[], argsArray: any[] }} */
  const { fnArray, argsArray } = await page.getOperatorList();
  if (!characters && fnArray.some((operator) => operator === OPS.constructPath || operator === OPS.paintImageMaskXObject)) return true;
  return fnArray.some((operator, at) => {
    if (operator !== OPS.transform) return false;
    const [a, b, c, d] = argsArray[at];
    return Math.abs(a * d - b * c) > COVERS * view.width * view.height;
  });
}
