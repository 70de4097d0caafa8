/** A way in which a secret may be written, as bytes. */
export type Form = { readonly name: string; readonly bytes: Buffer };

/** A run of letters and digits this long is a needle by itself: no escaping changes it. */
const LEAST_CORE_CHARS = 16;
/** What is shorter than this would be found by chance. */
export const LEAST_SECRET_CHARS = 8;

/**
 * Every byte sequence under which a secret is looked for: plain, in base64 (both alphabets, wherever in a longer text
 * it begins), in hex, percent-encoded, escaped for JSON and HTML, each of them as UTF-8 and UTF-16, and plain as
 * Latin-1. A long run of letters and digits in it is looked for by itself too, whatever the rest was turned into.
 * Throws where the secret is too short to be looked for.
 */
export function formsOf(secret: string): readonly Form[] {
  if (secret.length < LEAST_SECRET_CHARS)
    throw new Error(`a secret of ${secret.length} characters is too short`);
  const cores = (secret.match(/[A-Za-z0-9]+/g) ?? []).filter((run) => run.length >= LEAST_CORE_CHARS);
  const named = [
    ...writtenForms(secret),
    ...cores
      .filter((core) => core !== secret)
      .flatMap((core) => writtenForms(core).map(({ name, bytes }) => ({ name: `its core, ${name}`, bytes }))),
  ];
  return [...new Map(named.toReversed().map((form) => [form.bytes.toString('latin1'), form])).values()];
}

const CHARSETS = {
  'UTF-8': (text: string) => Buffer.from(text, 'utf8'),
  'UTF-16LE': (text: string) => Buffer.from(text, 'utf16le'),
  'UTF-16BE': (text: string) => Buffer.from(text, 'utf16le').swap16(),
} as const;

function writtenForms(text: string): readonly Form[] {
  const latin1 = Buffer.from(text, 'latin1');
  const spellings = [...Object.entries(spellingsOf(text)), ...encodedOf(text)];
  return [
    ...spellings.flatMap(([name, spelling]) =>
      Object.entries(CHARSETS).map(([charset, encode]) => ({
        name: `${name} as ${charset}`,
        bytes: encode(spelling),
      })),
    ),
    // What lies beyond Latin-1 has no such form.
    ...(latin1.toString('latin1') === text ? [{ name: 'plain as Latin-1', bytes: latin1 }] : []),
  ];
}

function spellingsOf(text: string): Readonly<Record<string, string>> {
  const percent = encodeURIComponent(text);
  return {
    plain: text,
    'JSON-escaped': JSON.stringify(text).slice(1, -1),
    'percent-encoded': percent,
    'percent-encoded in lower case': percent.replace(/%../g, (code) => code.toLowerCase()),
    'percent-encoded as a path': encodeURI(text),
    'form-encoded': new URLSearchParams([['', text]]).toString().slice(1),
    'HTML-escaped text': htmlEscaped(text, /[&<>]/g),
    'HTML-escaped attribute': htmlEscaped(text, /[&<>"]/g),
    'HTML-escaped attribute, as it once was': htmlEscaped(text, /[&"]/g),
    'HTML-escaped': htmlEscaped(text, /[&<>"']/g),
  };
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function htmlEscaped(text: string, escaped: RegExp): string {
  return text.replace(escaped, (char) => ENTITIES[char] ?? char);
}

function encodedOf(text: string): readonly (readonly [string, string])[] {
  return Object.entries(CHARSETS).flatMap(([charset, encode]) => {
    const bytes = encode(text);
    return [
      ...[0, 1, 2].flatMap((offset) => {
        const base64 = base64At(bytes, offset);
        const url = base64.replaceAll('+', '-').replaceAll('/', '_');
        return [
          [`base64 of ${charset} at ${offset}`, base64],
          [`base64url of ${charset} at ${offset}`, url],
        ] as const;
      }),
      [`hex of ${charset}`, bytes.toString('hex')],
      [`upper-case hex of ${charset}`, bytes.toString('hex').toUpperCase()],
    ] as const;
  });
}

/** The characters that the bytes alone decide, where they begin `offset` bytes after a multiple of three. */
function base64At(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
  return text.slice(Math.ceil((8 * offset) / 6), Math.floor((8 * (offset + bytes.length)) / 6));
}
