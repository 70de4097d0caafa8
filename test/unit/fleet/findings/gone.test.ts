import { describe, expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../../../../lib/model/time';
import { aBackup, NOW } from '../../builders';
import { type Case, found, kindsIn, someBackups } from './judge';

function goneFor(ms: number, more: Case = {}): Case {
  return { ...more, stored: { goneSince: NOW - ms, ...more.stored } };
}

describe('a server that its provider no longer lists', () => {
  test('with the restore points that are left of it', () => {
    const backups = [
      ...someBackups(2),
      aBackup({ id: 'b8', expiresAt: NOW }),
      aBackup({ id: 'b9', state: 'running' }),
    ];
    expect(found(goneFor(HOUR_MS, { reading: { backups } }), 'serverGone')).toMatchObject({
      severity: 'info',
      backups: 2,
      goneAt: NOW - HOUR_MS,
      occurrence: String(NOW - HOUR_MS),
      beganAt: NOW - HOUR_MS,
    });
  });

  test.each<[string, Case, boolean]>([
    ['a week, without backups', goneFor(7 * DAY_MS, { reading: { backups: [] } }), true],
    ['a second longer', goneFor(7 * DAY_MS + SECOND_MS, { reading: { backups: [] } }), false],
    ['long, its backups still listed', goneFor(90 * DAY_MS), true],
    [
      'long, and nobody has read it since',
      goneFor(90 * DAY_MS, { stored: { readAt: NOW - 80 * DAY_MS } }),
      false,
    ],
    ['a day, never read', goneFor(DAY_MS, { stored: { reading: null, readAt: null } }), true],
    ['since tomorrow: the clock was set back', goneFor(-DAY_MS), true],
  ])('for %s', (_name, given, expected) => {
    expect(found(given, 'serverGone') !== null).toBe(expected);
  });

  test('one that is listed is not gone', () => {
    expect(found({}, 'serverGone')).toBeNull();
    expect(found({ stored: { unlistedSince: NOW - HOUR_MS } }, 'serverGone')).toBeNull();
  });

  test('nothing else is said of it', () => {
    const reading = {
      backups: [],
      unreadableRows: 3,
      quota: { kind: 'limited', used: 1, limit: 1, remaining: 0 },
    } as const;
    expect(kindsIn(goneFor(HOUR_MS, { reading }))).toEqual(['serverGone']);
  });
});
