/** A catalogue: texts by key, with the same keys and places as the English one. */
export type Catalogue = Readonly<Record<string, string>>;

/** Places that are filled in, `{{count}}`, `{age}` and `%s`, stay as they are, and so does our name. */
const PLACES = /(\{\{\w+\}\}|\{\w+\}|%s|Lastgood)/;

const ACCENTS: Readonly<Record<string, string>> = {
  ...{
    a: 'á',
    c: 'ç',
    d: 'ð',
    e: 'é',
    g: 'ğ',
    h: 'ĥ',
    i: 'ï',
    k: 'ķ',
    l: 'ļ',
    n: 'ñ',
    o: 'ö',
    r: 'ř',
    s: 'š',
  },
  ...{
    t: 'ţ',
    u: 'ü',
    w: 'ŵ',
    y: 'ý',
    z: 'ž',
    A: 'Å',
    C: 'Ç',
    E: 'É',
    I: 'Î',
    N: 'Ñ',
    O: 'Ø',
    S: 'Š',
    U: 'Û',
  },
};

/** How much longer than English a language may get: German and Finnish often are by so much. */
const LONGER = 0.4;
const FILLER = 'õñé ţŵö ţĥřéé ƒöûř ƒïṽé šïẋ šéṽéñ éïğĥţ ñïñé ţéñ ';

/** A text as it would be in a language that needs more room, between brackets: one that is cut off lacks its end. */
export function longer(text: string): string {
  const letters = text.split(PLACES).map((part, index) => (index % 2 === 1 ? part : accented(part)));
  const missing = Math.ceil(text.replace(new RegExp(PLACES, 'g'), '').length * LONGER);
  const filler = FILLER.repeat(Math.ceil(missing / FILLER.length))
    .slice(0, missing)
    .trim();
  return `[${[letters.join(''), filler].filter((part) => part !== '').join(' ')}]`;
}

function accented(text: string): string {
  return Array.from(text, (letter) => ACCENTS[letter] ?? letter).join('');
}

const RIGHT_TO_LEFT_OVERRIDE = '\u202e';
const END = '\u202c';

/** A text that is written from right to left, letter by letter; what is put into it keeps its own direction. */
export function mirrored(text: string): string {
  return text
    .split(PLACES)
    .map((part, index) => (index % 2 === 1 || part === '' ? part : `${RIGHT_TO_LEFT_OVERRIDE}${part}${END}`))
    .join('');
}

/** The English catalogue in a language that does not exist. */
export function pseudo(english: Catalogue, kind: 'longer' | 'mirrored'): Catalogue {
  const change = kind === 'longer' ? longer : mirrored;
  const texts = Object.entries(english).map(([key, text]) => [key, change(text)] as const);
  return { ...Object.fromEntries(texts), direction: kind === 'longer' ? 'ltr' : 'rtl' };
}
