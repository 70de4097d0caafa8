import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { oneLine, redact } from '../../../lib/http/redact';
import { detailOf } from '../../../lib/http/refusal';
import { TroubleError } from '../../../lib/model/trouble';
import { canned, json, KEY, session } from './canned';

const echoes = (key: string) => [
  { detail: `the key ${key} is unknown` },
  { message: `Bearer ${key}`, errors: { name: [`no ${key}`] } },
  { error: encodeURIComponent(key) },
  { title: 'Validation failed', errors: [{ pointer: '/x', detail: `${key}${key}` }] },
  { message: 'x', details: [{ field: 'k', message: key }] },
];

test('a key that the provider echoes reaches no trouble, whatever the status', async () => {
  for (const status of [400, 403, 404, 409, 422, 501]) {
    for (const body of echoes(KEY)) {
      const error = await session(canned(json(body, status)).fetch)
        .write('POST', '/x')
        .catch((thrown: unknown) => thrown);
      if (!(error instanceof TroubleError)) throw error;
      const told = `${JSON.stringify(error.trouble)} ${error.message} ${error.stack} ${String(error.cause)}`;
      expect(told).not.toContain(KEY);
      expect(told).not.toContain(encodeURIComponent(KEY));
      expect(JSON.stringify(error.trouble)).toContain('•••');
    }
  }
});

test('nor an answer', async () => {
  const { body } = await session(canned(json({ note: `old key: ${KEY}`, rows: [{ a: KEY }] })).fetch).read(
    '/x',
  );
  expect(body).toEqual({ note: 'old key: •••', rows: [{ a: '•••' }] });
});

test('no secret survives redaction, wherever it stands', () => {
  const secret = fc
    .string({ minLength: 8, maxLength: 40 })
    .filter((text) => text.trim().length > 7 && !text.includes('•'));
  fc.assert(
    fc.property(secret, fc.array(fc.string()), (key, parts) => {
      expect(redact(parts.join(key), [key, ''])).not.toContain(key);
    }),
  );
});

test('a detail is one short line without marks that hide or turn text', () => {
  expect(oneLine('a\nb\t c\u0000\u202e d\u0007')).toBe('a b c d');
  expect(oneLine(' \u200f ')).toBeNull();
  expect(oneLine('x'.repeat(200))).toHaveLength(200);
  expect(oneLine(`${'x'.repeat(198)}😀😀`)).toBe(`${'x'.repeat(198)}…`);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
      const line = oneLine(text);
      if (line !== null) expect(line.length).toBeLessThanOrEqual(200);
      if (line !== null) expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});

test.each([
  [{ detail: 'a', message: 'b' }, 'a'],
  [{ message: 'b', error: 'c' }, 'b'],
  [{ error: 'Bad Request', title: 't' }, 'Bad Request'],
  [{ title: 't' }, 't'],
  [{ detail: 'Failed.', errors: [{ pointer: '/note', detail: 'too long', code: 'x' }] }, 'Failed: too long'],
  [{ message: 'Invalid.', errors: { page: ['at least 1', 'no'] } }, 'Invalid: at least 1'],
  [{ message: 'Invalid.', details: [{ field: 'hour', message: '0 to 23' }] }, 'Invalid: 0 to 23'],
  [{ errors: [{ detail: 'alone' }] }, 'alone'],
  [{ detail: 5, errors: [null] }, null],
  [[], null],
  ['text', null],
  [undefined, null],
])('the provider’s words in %j', (body, words) => {
  expect(detailOf(body)).toBe(words);
});
