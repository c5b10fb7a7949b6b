// The page in one file: what it is on a server, and its notices, which are a link there.

import '../www/main.js';
import { fetch } from './embedded.js';

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link?.getAttribute('href') !== 'THIRD-PARTY.txt') return;
  event.preventDefault();
  showNotices(link);
}, true);

/**
 * Notices open beside the page. They are unpacked first, so the link is followed again.
 * @param {HTMLAnchorElement} link
 */
async function showNotices(link) {
  const words = await (await fetch('embedded:/www/THIRD-PARTY.txt')).text();
  link.href = URL.createObjectURL(new Blob([words], { type: 'text/plain;charset=utf-8' }));
  link.click();
}
