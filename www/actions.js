// Everything that can happen. Each action reads the state, sets the next one,
// and leaves drawing to the views.

import { batchActions } from './actions/batch.js';
import { batchExportActions } from './actions/batch_exports.js';
import { clipboardActions } from './actions/clipboard.js';
import { createCommon } from './actions/common.js';
import { compareActions } from './actions/compare.js';
import { documentActions } from './actions/document.js';
import { exportActions } from './actions/exports.js';
import { findingActions } from './actions/findings.js';
import { createPlaces } from './actions/places.js';
import { probeActions } from './actions/probes.js';
import { viewActions } from './actions/view.js';
import { wordActions } from './actions/words.js';

/** @typedef {ReturnType<typeof createActions>} Actions */

/** @param {import('./actions/common.js').Page} page */
export function createActions(page) {
  const common = createCommon(page);
  const places = createPlaces(common);
  const batch = batchActions(common, places);
  return {
    ...batch, ...batchExportActions(common, places), ...compareActions(common, places, batch), ...documentActions(common, places, batch.openBatch), ...findingActions(common), ...probeActions(common), ...wordActions(common), ...viewActions(common), ...clipboardActions(common), ...exportActions(common),
  };
}
