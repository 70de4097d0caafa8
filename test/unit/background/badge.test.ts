import { describe, expect, test } from 'vitest';
import { badgeFor } from '../../../lib/background/badge';
import { overview } from '../../../lib/fleet/overview';
import type { StoredServer } from '../../../lib/model/server';
import { defaultSettings, type Settings } from '../../../lib/model/settings';
import type { StoredState } from '../../../lib/model/state';
import { DAY_MS, HOUR_MS } from '../../../lib/model/time';
import { aBackup, anAccount, aReading, aServer, aState, aStatus, aStored, NOW } from '../builders';

const EXPOSED = '#b3261e';
const OVERDUE = '#8f5b00';
const GREY = '#5d6570';

function aged(id: string, ageMs: number, over: Partial<StoredServer> = {}): StoredServer {
  const backups = [aBackup({ id: `b-${id}`, serverId: id, createdAt: NOW - ageMs })];
  return aStored({ server: aServer({ id, name: id }), reading: aReading({ backups }), ...over });
}
const covered = aged('s1', HOUR_MS);
const overdue = aged('s2', 30 * HOUR_MS);
const exposed = aged('s3', 9 * DAY_MS);
const stale = aged('s4', HOUR_MS, { readAt: NOW - 9 * HOUR_MS });

function badge(
  servers: readonly StoredServer[],
  over: Partial<StoredState> = {},
  settings: Partial<Settings> = {},
) {
  return badgeFor(overview(aState({ servers, settings: { ...defaultSettings, ...settings }, ...over }), NOW));
}

describe('the badge', () => {
  test.each([
    ['nothing', [covered], '', GREY, 'HostUp · work: its server is covered'],
    ['nothing of several', [covered, aged('s9', 1)], '', GREY, 'HostUp · work: all 2 servers are covered'],
    ['what is overdue', [covered, overdue], '1', OVERDUE, 'HostUp · work: 1 server needs attention'],
    ['the worst', [overdue, exposed, stale], '3', EXPOSED, 'HostUp · work: 3 servers need attention'],
    ['what is merely not read', [covered, stale], '1', GREY, 'HostUp · work: 1 server needs attention'],
    ['an account without servers', [], '', GREY, 'HostUp · work: no servers'],
  ])('shows %s', (_name, servers, text, color, title) => {
    expect(badge(servers)).toEqual({ text, color, title });
  });

  test('counts nothing that is muted or snoozed, and does not call it covered', () => {
    const title = 'HostUp · work: 1 of 2 servers are covered; the others are muted or snoozed';
    const quiet = { text: '', color: GREY, title };
    expect(badge([covered, overdue], {}, { mutedTopics: ['coverage', 'noSchedule'] })).toEqual(quiet);
    const snooze = { target: 'server:hostup/s2', setAt: NOW, until: NOW + 1, fingerprint: '' };
    expect(badge([covered, overdue], { snoozes: [snooze] })).toEqual(quiet);
  });

  test('shows an account’s own trouble where no server presses', () => {
    const statuses = [aStatus({ trouble: { kind: 'wrongKey' }, troubleSince: NOW })];
    const { text, title } = badge([covered], { statuses });
    expect(text).toBe('!');
    expect(title).toContain('HostUp refuses the key');
    expect(badge([covered], { statuses }, { mutedTopics: ['accounts', 'noSchedule'] }).text).toBe('');
  });

  test('says beside an account’s trouble how many of its servers the number counts', () => {
    const statuses = [aStatus({ unreadableRows: 1 })];
    const { text, title } = badge([overdue, exposed], { statuses });
    expect(text).toBe('2');
    expect(title).toBe('HostUp · work: 1 row could not be read; 2 servers need attention');
    expect(badge([covered], { statuses }).title).toBe('HostUp · work: 1 row could not be read');
  });

  test('has a sentence for each account, and none is fine that was never read', () => {
    const state = {
      accounts: [anAccount(), anAccount({ id: 'a2', label: 'home', createdAt: NOW + 1 })],
      statuses: [aStatus(), aStatus({ accountId: 'a2', checkedAt: null })],
    };
    expect(badge([covered], state).title.split('\n')).toEqual([
      'HostUp · work: its server is covered',
      'HostUp · home: not read yet',
    ]);
    expect(badge([], { accounts: [], statuses: [] })).toMatchObject({
      text: '',
      title: 'Lastgood: no account yet',
    });
  });

  test('says of a server that two accounts reach the same for both', () => {
    const state = {
      accounts: [anAccount(), anAccount({ id: 'a2', label: 'home', createdAt: NOW + 1 })],
      statuses: [aStatus(), aStatus({ accountId: 'a2' })],
    };
    const { text, title } = badge([overdue, { ...overdue, accountId: 'a2' }], state);
    expect(text).toBe('1');
    expect(title.split('\n')).toEqual([
      'HostUp · work: 1 server needs attention',
      'HostUp · home: 1 server needs attention',
    ]);
  });
});
