// Says so where the page's modules do not run: opened by double click, kept from
// loading, or in a browser that does not know them. So this is no module, and
// is written in what old browsers know. And hides the page in a frame of another
// origin, which could lay something else over its buttons.
(function () {
  'use strict';

  try {
    // Another origin's is not to be read.
    void /** @type {Window} */ (window.top).location.href;
  } catch (refused) {
    document.documentElement.setAttribute('data-framed', '');
    /** @type {HTMLAnchorElement} */ (document.getElementById('framed-out')).href = location.href.split('#')[0];
  }

  addEventListener('load', function () {
    // The load event waits for modules; main.js marks the page at its end.
    if (document.documentElement.hasAttribute('data-ready')) return;
    var why = location.protocol === 'file:' ? 'file' : 'failed';
    document.documentElement.setAttribute('data-unstarted', why);
    var note = document.getElementById('unstarted');
    var words = document.getElementById('unstarted-' + why);
    if (!note || !words) return;
    words.hidden = false;
    note.hidden = false;
  });
})();
