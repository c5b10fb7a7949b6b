// The view of a comparison is loaded when one is first made.

import { byId } from '../dom.js';

/**
 * @typedef {import('../state.js').State} State
 * @param {import('../actions.js').Actions} actions
 * @returns {(state: State, prev: State | null) => void}
 */
export function compareView(actions) {
  /** @type {((state: State, prev: State | null) => void) | null} */
  let draw = null;
  let loading = false;
  /** @type {State | null} */
  let latest = null;

  async function load() {
    loading = true;
    try {
      const { view } = await import('../compare/view.js');
      draw = view(byId('compare'), actions);
      if (latest) draw(latest, null);
    } catch {
      loading = false;
      actions.closeCompare();
    }
  }

  return (state, prev) => {
    latest = state;
    if (draw) draw(state, prev);
    else if (state.compare && !loading) load();
  };
}
