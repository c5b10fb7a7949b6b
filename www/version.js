// Written by `cargo xtask stamp`.

export const VERSION = '0.1.0';

/** The catalogue of acts: how many there are, and when the newest was made or revised. */
export const CATALOGUE = { acts: 540, newest: '2026-07-27' };
