import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overview } from '../../../lib/fleet/overview';
import { findServers, LONGEST_NAME, queryOf, serversNamed, trimmedName } from '../../../lib/fleet/search';
import type { Server } from '../../../lib/model/server';
import { HOUR_MS } from '../../../lib/model/time';
import { aBackup, anAccount, aReading, aServer, aState, aStatus, aStored, NOW } from '../builders';

type Given = Partial<Server> & { readonly ageHours?: number | null };

/** Rows of servers with these names; an hour old unless stated, `null` never backed up. */
function rowsOf(...given: readonly Given[]) {
  const servers = given.map(({ ageHours = 1, ...over }, at) =>
    aStored({
      server: aServer({ id: `s${at}`, addresses: [], ...over }),
      reading: aReading({
        backups: ageHours === null ? [] : [aBackup({ createdAt: NOW - ageHours * HOUR_MS })],
      }),
    }),
  );
  const accounts = [anAccount({ label: 'customer web' })];
  return overview(aState({ accounts, statuses: [aStatus()], servers }), NOW).rows;
}

const names = (rows: ReturnType<typeof rowsOf>) => rows.map(({ stored }) => stored.server.name);

describe('what is typed', () => {
  test.each([
    ['web 1', ['web', '1'], null],
    ['  WEB  ', ['web'], null],
    ['!overdue', [], 'overdue'],
    ['!exp', [], 'exposed'],
    ['db !unknown', ['db'], 'unknown'],
    ['!', [], null],
    ['!nonsense', ['!nonsense'], null],
    ['', [], null],
  ])('%j', (text, words, coverage) => {
    expect(queryOf(text)).toEqual({ words, coverage });
  });
});

describe('the servers that a text finds', () => {
  const rows = rowsOf(
    { name: 'old-web', ageHours: null },
    { name: 'myweb' },
    { name: 'web-2', ageHours: 30 },
    { name: 'web' },
    { name: 'db', hostname: 'db.example.com', addresses: ['192.0.2.7', '2001:db8::7'] },
  );

  test('the whole name comes first, then what begins so, then a part, then anywhere, then its account', () => {
    expect(names(findServers(rows, 'web'))).toEqual(['web', 'web-2', 'old-web', 'myweb', 'db']);
  });

  test('of equals the worst comes first', () => {
    expect(names(findServers(rows, ''))).toEqual(['old-web', 'web-2', 'db', 'myweb', 'web']);
  });

  test.each(['192.0.2.7', '2001:DB8::7', 'db.example', 'hostup/s4'])('%s is found', (text) => {
    expect(names(findServers(rows, text))).toEqual(['db']);
  });

  test('every word has to be found', () => {
    expect(names(findServers(rows, 'web zebra'))).toEqual([]);
  });

  test('a coverage is asked for by its word', () => {
    expect(names(findServers(rows, '!overdue'))).toEqual(['old-web', 'web-2']);
    expect(names(findServers(rows, '!exposed'))).toEqual(['old-web']);
    expect(names(findServers(rows, '!exposed web-2'))).toEqual([]);
    expect(names(findServers(rows, '!unknown'))).toEqual([]);
  });

  test('what was not read is unknown, and covered by no search', () => {
    const unread = overview(aState({ servers: [aStored({ reading: null, readAt: null })] }), NOW).rows;
    expect(findServers(unread, '!unknown')).toHaveLength(1);
    expect(findServers(unread, '!covered')).toEqual([]);
  });

  test('finds each server once at most, and never one that was not there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const found = findServers(rows, text);
        expect(new Set(found).size).toBe(found.length);
        for (const row of found) expect(rows).toContain(row);
      }),
    );
  });
});

describe('a text that was selected', () => {
  const rows = rowsOf(
    { name: 'web-1', hostname: 'web-1.example.com', addresses: ['192.0.2.10', '2001:db8::10'] },
    { name: 'web-10' },
    { name: 'twin', addresses: ['192.0.2.20'] },
    { name: 'twin', addresses: ['192.0.2.21'] },
    { name: '198.51.100.4' },
    { name: 'mail', hostname: 'mx.example.net' },
  );

  test.each([
    ['web-1', 'web-1'],
    ['WEB-1.example.com.', 'web-1'],
    ['192.0.2.10', 'web-1'],
    ['root@192.0.2.10:22', 'web-1'],
    ['https://web-1.example.com:8443/status?x=1', 'web-1'],
    ['2001:0db8:0:0::0010', 'web-1'],
    ['[2001:db8::10]:22', 'web-1'],
    ['192.0.2.10/24', 'web-1'],
    ['mx', 'mail'],
    ['hostup/s1', 'web-10'],
  ])('%s is %s', (text, name) => {
    expect(names(serversNamed(rows, text))).toEqual([name]);
  });

  test('a name that two servers share is both', () => {
    expect(serversNamed(rows, 'twin')).toHaveLength(2);
  });

  test.each(['', ' ', 'web', '198', '192.0.2.1', '192.0.2.100', 'example.com', '[', '::', 'root@', '%'])(
    '%j is no server',
    (text) => {
      expect(serversNamed(rows, text)).toEqual([]);
    },
  );

  test('no text is too strange to be looked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void serversNamed(rows, text)),
    );
  });

  test('is one line of no more than 200 letters, and no letter is cut in half', () => {
    expect(trimmedName('  web-1\n\t db ')).toBe('web-1 db');
    const cut = trimmedName('𝒳'.repeat(1000));
    expect(Array.from(cut)).toHaveLength(LONGEST_NAME);
    expect(cut.isWellFormed()).toBe(true);
  });
});
