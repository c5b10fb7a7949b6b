// When a view is drawn again, and how much of it.

/** @typedef {import('./state.js').State} State */

/**
 * A view that is drawn again only where something has changed that it shows.
 * @param {(state: State) => readonly unknown[]} dependencies
 * @param {(state: State, prev: State | null, drawn: State | null) => void} draw   `drawn`: what it shows so far.
 * @returns {(state: State, prev: State | null) => boolean} Whether it was drawn.
 */
export function redraw(dependencies, draw) {
  /** @type {{ state: State, on: readonly unknown[] } | null} */
  let last = null;
  return (state, prev) => {
    const on = dependencies(state);
    if (last && on.every((each, at) => each === last?.on[at])) return false;
    const drawn = last?.state ?? null;
    last = { state, on };
    draw(state, prev, drawn);
    return true;
  };
}

/** Rows made at first, and each time more are wanted: as many as fill so many pixels. */
const FILLED = 1000;
/** More are made before the end of those there are comes into sight. */
const AHEAD = '200px';

/**
 * The rows of a long list as far as the reader has come: thousands that nobody looks
 * at cost as much as those in sight. Behind them stands a blank as high as the rest.
 * @param {number} count
 * @param {number} height   Of one row, about, in pixels.
 * @param {(from: number, to: number) => void} put   Makes the rows from one to before another, and sets them behind the rest.
 * @param {number} [least]   So many are made at once.
 * @returns {{ rest: HTMLElement, reach: (at: number) => void, made: () => number }} `reach` makes the rows up to one.
 */
export function growing(count, height, put, least = 0) {
  const rows = Math.ceil(FILLED / height);
  const rest = document.createElement('div');
  rest.className = 'rest';
  rest.setAttribute('aria-hidden', 'true');
  let made = 0;
  const more = (/** @type {number} */ to) => {
    const end = Math.min(count, to);
    if (end <= made) return;
    put(made, end);
    made = end;
    rest.hidden = made >= count;
    rest.style.setProperty('height', `${(count - made) * height}px`);
  };
  more(Math.max(rows, least));
  if (made < count) {
    const watcher = new IntersectionObserver((entries) => {
      if (!entries.at(-1)?.isIntersecting) return;
      // Watched anew: an end that stays in sight is told only once.
      watcher.unobserve(rest);
      more(made + rows);
      if (made < count) watcher.observe(rest);
    }, /** @type {IntersectionObserverInit} */ ({ rootMargin: AHEAD, scrollMargin: AHEAD }));
    watcher.observe(rest);
  }
  return { rest, reach: (at) => { if (at >= made) more(Math.ceil((at + 1) / rows) * rows); }, made: () => made };
}
