import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../model/time';

declare const made: unique symbol;

/** A text that only the functions here make. */
export type Plain = string & { readonly [made]: true };

/** Words that this program itself chose: a text whose type is merely `string` may come from anywhere. */
type Own<Word extends string> = string extends Word ? never : Word;

/**
 * A line of our own words with numbers and such lines put in. Nothing else compiles in a place: what a person or a
 * provider wrote is kept out by what may be written, and not by looking for it afterwards.
 */
export function plain(words: TemplateStringsArray, ...places: readonly (Plain | number)[]): Plain {
  return words.map((text, at) => (at === 0 ? text : `${places[at - 1]}${text}`)).join('') as Plain;
}

/** A word of one of the closed unions of the model. */
export function word<Word extends string>(chosen: Own<Word>): Plain {
  return chosen as string as Plain;
}

/** What is typed as any text and has a few forms alone; `otherwise` where it is none of them. */
export function oneOf<Otherwise extends string>(
  text: string,
  known: readonly string[],
  otherwise: Own<Otherwise>,
): Plain {
  return (known.find((entry) => entry === text) ?? otherwise) as Plain;
}

/** Numbers with dots between them. */
export function version(text: string): Plain {
  return (/^\d{1,6}(\.\d{1,6}){0,3}$/.test(text) ? text : 'of an unknown version') as Plain;
}

export function joined(parts: readonly Plain[], by: ', ' | '; ' | '\n'): Plain {
  return parts.join(by) as Plain;
}

/** "40 s", "12 min", "33 h", "9 d": rounded down; the language and the settings of nobody have a part in it. */
export function span(ms: number): Plain {
  const size = Math.abs(ms);
  const inUnits = (unitMs: number) => Math.trunc(ms / unitMs);
  if (size < MINUTE_MS) return plain`${inUnits(SECOND_MS)} s`;
  if (size < 2 * HOUR_MS) return plain`${inUnits(MINUTE_MS)} min`;
  return size < 4 * DAY_MS ? plain`${inUnits(HOUR_MS)} h` : plain`${inUnits(DAY_MS)} d`;
}

/** How long ago, or for what never was "never". */
export function ago(at: EpochMs | null, now: EpochMs): Plain {
  if (at === null) return plain`never`;
  return at > now ? plain`in ${span(at - now)}` : plain`${span(now - at)} ago`;
}

/** "3 a, 1 b": how often each occurs, in the order of the words. */
export function tally(words: readonly Plain[]): Plain {
  if (words.length === 0) return plain`none`;
  const counts = new Map<Plain, number>();
  for (const each of words) counts.set(each, (counts.get(each) ?? 0) + 1);
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return joined(
    sorted.map(([each, count]) => plain`${count} ${each}`),
    ', ',
  );
}
