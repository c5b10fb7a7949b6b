// What makes the files that leave the page, as one module that is loaded on demand.

export { placer } from '../review.js';
export { batchCsv, batchWorkbook, figuresCsvHead, reviewsDocument } from './batch.js';
export { changesOf } from './changes.js';
export { reviewHtml, reviewText } from './clipboard.js';
export { dataOf } from './data.js';
export { changesMarkdown, reviewMarkdown } from './markdown.js';
export { annotatedPage } from './page.js';
export { wordBlocks, wordJob } from './word.js';
export { workbookOf } from './workbook.js';
