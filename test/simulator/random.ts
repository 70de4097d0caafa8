export type Random = {
  /** A number in [0, 1). */
  readonly next: () => number;
  /** A whole number from `from` to `to`, both included. */
  readonly int: (from: number, to: number) => number;
  readonly pick: <T>(items: readonly [T, ...T[]]) => T;
  /** A public id in HostUp's manner: the prefix and 26 letters and digits. */
  readonly id: (prefix: string) => string;
};

/** Numbers that depend on the seed alone (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return {
    next,
    int,
    pick: (items) => items[int(0, items.length - 1)] ?? items[0],
    id: (prefix) => `${prefix}_01${Array.from({ length: 24 }, () => alphabet[int(0, 31)]).join('')}`,
  };
}
