import { beforeAll, describe, expect, test } from 'vitest';
import { pageForSelection } from '../../../../lib/background/shortcuts/menu';
import { pageForText, suggestionsFor } from '../../../../lib/background/shortcuts/omnibox';
import { overview } from '../../../../lib/fleet/overview';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { setLanguages } from '../../../../lib/text/i18n';
import { plainOf } from '../../../../lib/text/suggestion';
import { aBackup, aReading, aServer, aState, aStored, NOW } from '../../builders';

beforeAll(() => setLanguages(['en-GB']));

const stored = (id: string, name: string, ageMs: number, over = {}) =>
  aStored({
    server: aServer({ id, name, addresses: [`192.0.2.${id.slice(1)}`] }),
    reading: aReading({ backups: [aBackup({ createdAt: NOW - ageMs })] }),
    ...over,
  });
const view = overview(
  aState({
    servers: [
      stored('s1', 'web-1', HOUR_MS),
      stored('s2', 'web-2', 30 * HOUR_MS),
      stored('s3', 'db', 9 * DAY_MS),
      stored('s4', 'left', DAY_MS, { goneSince: NOW - HOUR_MS }),
    ],
  }),
  NOW,
);
const server = (id: string) => `/popup.html#server=${encodeURIComponent(`hostup/${id}`)}`;
const search = (text: string) => `/popup.html#find=${encodeURIComponent(text)}`;
const first = (text: string, seen: typeof view | null = view) => plainOf(suggestionsFor(seen, text).first);

describe('the address bar', () => {
  test('says what Enter opens, and offers the others', () => {
    const { first: best, others } = suggestionsFor(view, 'web');
    expect(plainOf(best)).toBe('web-2 · overdue, last good backup 30 h old · HostUp · work');
    expect(others.map(({ content }) => content)).toEqual(['hostup/s1']);
    expect(pageForText(view, 'web')).toBe(server('s2'));
  });

  test('a line that is chosen opens its own server', () => {
    for (const { content } of suggestionsFor(view, 'web').others) {
      expect(pageForText(view, content)).toBe(`/popup.html#server=${encodeURIComponent(content)}`);
    }
  });

  test('a coverage is counted, and Enter lists it', () => {
    const { first: summary, others } = suggestionsFor(view, '!overdue');
    expect(plainOf(summary)).toBe('overdue or exposed: 2 of 3 servers. Press Enter to list them.');
    expect(others.map(({ content }) => content)).toEqual(['hostup/s3', 'hostup/s2']);
    expect(pageForText(view, '!overdue')).toBe(search('!overdue'));
  });

  test('what is found nowhere is said, and Enter says it again', () => {
    expect(first('zebra')).toBe('Lastgood knows no server “zebra”');
    expect(pageForText(view, 'zebra')).toBe(search('zebra'));
  });

  test('nothing typed opens the list', () => {
    expect(first(' ')).toContain('!overdue');
    expect(pageForText(view, ' ')).toBe('/popup.html#page');
  });

  test('locked, no server is named, and what was typed waits for the passphrase', () => {
    expect(first('web', null)).toContain('Lastgood is locked');
    expect(suggestionsFor(null, 'web').others).toEqual([]);
    expect(pageForText(null, 'web')).toBe(search('web'));
  });

  test('without an account there is nothing to find', () => {
    expect(first('web', overview(aState({ accounts: [], statuses: [], servers: [] }), NOW))).toContain(
      'no account',
    );
  });
});

describe('a selected text', () => {
  test.each([
    ['web-1', server('s1')],
    [' 192.0.2.3 ', server('s3')],
    ['left', server('s4')],
    ['web', search('web')],
    ['10.0.0.1', search('10.0.0.1')],
  ])('%j', (text, page) => {
    expect(pageForSelection(view, text)).toBe(page);
  });

  test('several servers of one name are listed', () => {
    const twins = overview(
      aState({ servers: [stored('s1', 'twin', HOUR_MS), stored('s2', 'twin', HOUR_MS)] }),
      NOW,
    );
    expect(pageForSelection(twins, 'twin')).toBe(search('twin'));
  });

  test('is cut before it becomes an address, and looked for after the passphrase', () => {
    expect(pageForSelection(view, 'x'.repeat(5000))).toBe(search('x'.repeat(200)));
    expect(pageForSelection(null, 'web-1')).toBe(search('web-1'));
  });
});
