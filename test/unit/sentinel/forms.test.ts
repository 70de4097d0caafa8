import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formsOf, LEAST_SECRET_CHARS } from '../../e2e/sentinel/forms';
import { searchFor } from '../../e2e/sentinel/search';

const anyText = fc.string({ unit: 'binary', maxLength: 40 }).map((said) => said.toWellFormed());
const secret = fc
  .string({
    unit: fc.oneof(fc.constantFrom(...'aZ09"\\/+<>&%\' =-_~\n'), fc.constantFrom('å', 'я', '🔑', 'e')),
    minLength: 8,
  })
  .filter((said) => said.length >= LEAST_SECRET_CHARS);

const utf16be = (said: string) => Buffer.from(said, 'utf16le').swap16();
const html = (said: string) =>
  said.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const asUtf8 = (spell: (said: string) => string) => (said: string) => Buffer.from(spell(said), 'utf8');

/** How a longer text, with the secret somewhere in it, may be written down as a whole. */
const WRITTEN: Readonly<Record<string, (said: string) => Buffer>> = {
  'plain UTF-8': (said) => Buffer.from(said, 'utf8'),
  'plain UTF-16LE': (said) => Buffer.from(said, 'utf16le'),
  'plain UTF-16BE': utf16be,
  base64: asUtf8((said) => Buffer.from(said).toString('base64')),
  base64url: asUtf8((said) => Buffer.from(said).toString('base64url')),
  'base64 of UTF-16': asUtf8((said) => Buffer.from(said, 'utf16le').toString('base64')),
  'base64 in a UTF-16 text': (said) => Buffer.from(Buffer.from(said).toString('base64'), 'utf16le'),
  hex: asUtf8((said) => Buffer.from(said).toString('hex')),
  'upper-case hex': asUtf8((said) => Buffer.from(said).toString('hex').toUpperCase()),
  'percent-encoded': asUtf8(encodeURIComponent),
  'form-encoded': asUtf8((said) => new URLSearchParams({ key: said }).toString()),
  JSON: asUtf8((said) => JSON.stringify({ key: said })),
  HTML: asUtf8(html),
};

test.each(Object.entries(WRITTEN))('a secret is found in a longer text that is written as %s', (_, write) => {
  fc.assert(
    fc.property(anyText, secret, anyText, (before, hidden, after) => {
      const bytes = write(before + hidden + after);
      expect(searchFor({ hidden })([{ where: 'here', bytes }])).not.toEqual([]);
    }),
  );
});

test('a secret of Latin-1 letters is found where each of them is one byte', () => {
  const hidden = 'blåbärssoppan';
  const bytes = Buffer.from(`<<${hidden}>>`, 'latin1');
  expect(searchFor({ hidden })([{ where: 'here', bytes }])).toEqual(['here: hidden, plain as Latin-1']);
});

test('a long run of letters and digits is found whatever became of the rest', () => {
  const search = searchFor({ key: 'k"\\-0123456789abcdefABCDEF/' });
  const mangled = Buffer.from('k&#34;&#92;-0123456789abcdefABCDEF&#47;').toString('base64');
  expect(search([{ where: 'here', bytes: Buffer.from(`xy${mangled}`) }])).toEqual([
    expect.stringMatching(/^here: key, its core, base64 of UTF-8 at \d as UTF-8$/),
  ]);
});

test('what holds no secret has none, be it half of one', () => {
  const hidden = 'k"\\-0123456789abcdefABCDEF/';
  const bytes = Buffer.concat([
    Buffer.from(hidden.slice(0, 18)),
    Buffer.from([0]),
    Buffer.from(Buffer.from(hidden.slice(0, 18)).toString('base64')),
    Buffer.alloc(2),
  ]);
  expect(
    searchFor({ hidden })([
      { where: 'here', bytes },
      { where: 'nowhere', bytes: Buffer.alloc(0) },
    ]),
  ).toEqual([]);
});

test('each secret and each place is named, and a needle may be the very beginning and the very end', () => {
  const search = searchFor({ one: 'first-secret', two: 'second-secret' });
  const bytes = Buffer.from('first-secret, second-secret');
  expect(search([{ where: 'a', bytes }])).toEqual(['a: one, plain as UTF-8', 'a: two, plain as UTF-8']);
});

test('what is too short to be looked for is refused', () => {
  expect(() => formsOf('short')).toThrow('too short');
});
