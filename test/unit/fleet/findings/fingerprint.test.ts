import { describe, expect, test } from 'vitest';
import { fingerprintOf } from '../../../../lib/fleet/findings/fingerprint';
import type { FindingFacts } from '../../../../lib/model/finding';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { NOW } from '../../builders';

const print = (facts: FindingFacts) => fingerprintOf(facts, 'warning', null);
const oldest = { id: 'b1', kind: 'manual', createdAt: NOW, note: null } as const;
const starved = {
  kind: 'starved',
  schedule: { frequency: 'daily', nextRunAt: NOW },
  evicts: true,
  oldest,
} as const;
const limited = (retryAt: number) => ({ kind: 'rateLimited', retryAt, stated: true }) as const;

describe('what "until it changes" waits for', () => {
  test.each<[string, FindingFacts, FindingFacts]>([
    ['the next run', starved, { ...starved, schedule: { frequency: 'daily', nextRunAt: NOW + DAY_MS } }],
    [
      'the end of a wait',
      { kind: 'accountTrouble', trouble: limited(1), checkedAt: NOW },
      { kind: 'accountTrouble', trouble: limited(2), checkedAt: NOW + 1 },
    ],
    [
      'the words of a part’s trouble',
      { kind: 'partUnread', part: 'snapshots', trouble: { kind: 'refused', status: 400, detail: 'a' } },
      { kind: 'partUnread', part: 'snapshots', trouble: { kind: 'refused', status: 400, detail: 'b' } },
    ],
    [
      'the last reading',
      { kind: 'unread', cause: 'stale', trouble: null, readAt: 1 },
      { kind: 'unread', cause: 'stale', trouble: null, readAt: 2 },
    ],
    [
      'what a first look still finds',
      { kind: 'notWatched', from: 1, to: 2, began: 0, ended: 0, backups: 0 },
      { kind: 'notWatched', from: 1, to: 2, began: 3, ended: 1, backups: 9 },
    ],
    [
      'the moment at which another key saw the same loss',
      { kind: 'vanished', backups: [oldest], goneAt: 1 },
      { kind: 'vanished', backups: [oldest], goneAt: 2 },
    ],
  ])('is not %s', (_name, before, after) => {
    expect(print(after)).toBe(print(before));
  });

  test.each<[string, FindingFacts, FindingFacts]>([
    [
      'one more used',
      { kind: 'quotaNear', used: 4, limit: 6, remaining: 2 },
      { kind: 'quotaNear', used: 5, limit: 6, remaining: 1 },
    ],
    ['another backup to go', starved, { ...starved, oldest: { ...oldest, id: 'b2' } }],
    ['no backup to go', starved, { ...starved, oldest: null }],
    ['a rule that became known', { ...starved, evicts: null }, starved],
    [
      'another trouble',
      { kind: 'accountTrouble', trouble: limited(1), checkedAt: NOW },
      { kind: 'accountTrouble', trouble: { kind: 'wrongKey' }, checkedAt: NOW },
    ],
    [
      'another part',
      { kind: 'partUnread', part: 'snapshots', trouble: { kind: 'timedOut' } },
      { kind: 'partUnread', part: 'schedules', trouble: { kind: 'timedOut' } },
    ],
    [
      'another cause',
      { kind: 'unread', cause: 'stale', trouble: null, readAt: 1 },
      { kind: 'unread', cause: 'hidden', trouble: null, readAt: 1 },
    ],
    [
      'another goal',
      { kind: 'overdue', restorePointAt: NOW, goalMs: HOUR_MS },
      { kind: 'overdue', restorePointAt: NOW, goalMs: DAY_MS },
    ],
    [
      'another loss',
      { kind: 'vanished', backups: [oldest], goneAt: 1 },
      { kind: 'vanished', backups: [oldest, { ...oldest, id: 'b2' }], goneAt: 2 },
    ],
    ['another kind', { kind: 'scheduleOff' }, { kind: 'never' }],
  ])('is %s', (_name, before, after) => {
    expect(print(after)).not.toBe(print(before));
  });

  test('is another severity or another occurrence', () => {
    const facts: FindingFacts = { kind: 'never' };
    const prints = [
      fingerprintOf(facts, 'error', null),
      fingerprintOf(facts, 'warning', null),
      fingerprintOf(facts, 'warning', '1'),
    ];
    expect(new Set(prints).size).toBe(3);
  });
});
