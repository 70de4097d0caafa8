import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { overview } from '../../../lib/fleet/overview';
import type { StoredServer } from '../../../lib/model/server';
import { DAY_MS, HOUR_MS } from '../../../lib/model/time';
import { setLanguages } from '../../../lib/text/i18n';
import { plainOf, serverParts, standWords, xmlOf } from '../../../lib/text/suggestion';
import { aBackup, aReading, aServer, aState, aStored, NOW } from '../builders';

beforeAll(() => setLanguages(['en-GB']));

function rowOf(over: Partial<StoredServer>) {
  const { rows, gone } = overview(aState({ servers: [aStored(over)] }), NOW);
  const [row] = [...rows, ...gone];
  if (row === undefined) throw new Error('no row');
  return row;
}

const aged = (ageMs: number) => aReading({ backups: [aBackup({ createdAt: NOW - ageMs })] });

describe('how a server stands', () => {
  test.each([
    ['covered, last good backup 3 h old', { reading: aged(3 * HOUR_MS) }],
    ['overdue, last good backup 30 h old', { reading: aged(30 * HOUR_MS) }],
    ['exposed, last good backup 9 d old', { reading: aged(9 * DAY_MS) }],
    ['exposed, never backed up', { reading: aReading({ backups: [] }) }],
    ['not known', { reading: null, readAt: null }],
    ['not known, last known age 3 h', { reading: aged(3 * HOUR_MS), readAt: NOW - DAY_MS }],
    ['no longer listed by its provider', { reading: aged(HOUR_MS), goneSince: NOW - HOUR_MS }],
  ])('%s', (words, over) => {
    expect(standWords(rowOf(over))).toBe(words);
  });
});

describe('a line in the address bar', () => {
  const row = rowOf({
    server: aServer({ name: 'Web & <b>1</b>', addresses: ['192.0.2.10'] }),
    reading: aged(3 * HOUR_MS),
  });

  test('marks what was typed, in a name and in an address that the name does not tell', () => {
    expect(xmlOf(serverParts(row, ['web', '192.0']))).toBe(
      '<match>Web</match> &amp; &lt;b&gt;1&lt;/b&gt; (<match>192.0</match>.2.10) · covered, last good backup 3 h old' +
        '<dim> · HostUp · work</dim>',
    );
  });

  test('is plain where a browser reads no markup', () => {
    expect(plainOf(serverParts(row, ['web']))).toBe(
      'Web & <b>1</b> · covered, last good backup 3 h old · HostUp · work',
    );
  });

  test('words that are signs of a pattern are text', () => {
    expect(plainOf(serverParts(row, ['.*', '(', '[']))).toContain('Web & <b>1</b>');
  });

  test('whatever a server is called, it stays text: well-formed, and the same when it is read', () => {
    const signs: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: 'binary' }),
        (name, word) => {
          const named = rowOf({ server: aServer({ name: `${name}\ud800` }) });
          const parts = serverParts(named, word.trim() === '' ? [] : [word]);
          const text = xmlOf(parts).replace(/<(match|dim)>([^<]*)<\/\1>/g, '$2');
          expect(text).toMatch(/^(?:[^<>&"'\p{Cc}\p{Cs}]|&(?:amp|lt|gt|quot|apos);)*$/u);
          expect(text.replace(/&(\w+);/g, (_, sign) => signs[sign] ?? '')).toBe(
            plainOf(parts)
              .toWellFormed()
              .replace(/[\p{Cc}\ufffe\uffff]/gu, ' '),
          );
        },
      ),
    );
  });
});
