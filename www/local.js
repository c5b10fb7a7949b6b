// Says so where the page's modules do not run: opened by double click, kept from
// loading, or in a browser that does not know them. So this is no module, and
// is written in what old browsers know.
(function () {
  'use strict';

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
