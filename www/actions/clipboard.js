// What leaves the page by the clipboard; and how a file is handed to the browser.

import { htmlOf } from '../html.js';

/** @param {import('./common.js').Common} common */
export function clipboardActions({ get, settle, toast, notify, tookOut }) {
  return {
    async copyText() {
      settle();
      const { doc, read: now } = get();
      if (!doc) return;
      if (await writeClipboard(doc.text, now?.text === doc.text ? htmlOf(now) : null)) {
        tookOut();
        toast('toast.copied');
      } else {
        notify('copyFailed');
      }
    },

    /** The reader has copied the whole text by hand. */
    tookOut,

    /**
     * @param {string} table
     * @param {number} rows
     */
    async copyTable(table, rows) {
      if (await writeClipboard(table)) toast('metrics.copied', { n: rows });
      else notify('copyFailed');
    },
  };
}

/**
 * @param {string} text
 * @param {string | null} [html]   The same, as a word processor takes it.
 */
export async function writeClipboard(text, html = null) {
  try {
    if (html === null || typeof ClipboardItem !== 'function') await navigator.clipboard.writeText(text);
    else await navigator.clipboard.write([new ClipboardItem({ 'text/plain': new Blob([text], { type: 'text/plain' }), 'text/html': new Blob([html], { type: 'text/html' }) })]);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.className = 'sr';
    area.value = text;
    document.body.append(area);
    const { activeElement } = document;
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (activeElement instanceof HTMLElement) activeElement.focus();
    return done;
  }
}

/**
 * @param {string} name
 * @param {Blob} file
 */
export function saveAs(name, file) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
