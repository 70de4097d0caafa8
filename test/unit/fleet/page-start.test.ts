import { describe, expect, test } from 'vitest';
import { overview } from '../../../lib/fleet/overview';
import { panelButtonOf } from '../../../lib/fleet/page-start';
import type { StoredState } from '../../../lib/model/state';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { anOperation, aReading, aState, aStatus, aStored, NOW, someSettings } from '../builders';
import { aSchedule } from './findings/judge';

const limited = (used: number, limit: number) => ({
  kind: 'limited' as const,
  used,
  limit,
  remaining: limit - used,
});
const notStated = { kind: 'notStated' as const, used: null };

function buttonOf(over: Partial<StoredState>, remembered = false) {
  const [row] = overview(aState(over), NOW).rows;
  if (!row) throw new Error('there is one server');
  return panelButtonOf(row, remembered);
}

const withReading = (over: Parameters<typeof aReading>[0]) => ({
  servers: [aStored({ reading: aReading(over) })],
});
const ended = (createdAt: number) =>
  anOperation({ state: 'succeeded', createdAt, endedAt: createdAt, toldAt: createdAt, newBackups: [] });

describe('what a click in a page may do', () => {
  test.each([
    ['a stated free slot', withReading({ quota: limited(1, 3) }), { kind: 'starts' }],
    [
      'the slot that a schedule needs',
      withReading({ quota: limited(2, 3), schedules: [aSchedule({ retentionCount: 7 })] }),
      { kind: 'asks' },
    ],
    ['the last free slot', withReading({ quota: limited(2, 3) }), { kind: 'starts' }],
    ['a gate that nobody states', withReading({ createGate: null }), { kind: 'starts' }],
    [
      'a full quota that evicts',
      withReading({ quota: limited(3, 3), settings: someSettings({ autoDeleteOldest: true }) }),
      { kind: 'asks' },
    ],
    [
      'a full quota that does not',
      withReading({ quota: limited(3, 3), settings: someSettings({ autoDeleteOldest: false }) }),
      { kind: 'asks' },
    ],
    ['a full quota whose rule is not known', withReading({ quota: limited(3, 3) }), { kind: 'asks' }],
    ['neither limit nor price', withReading({ quota: notStated }), { kind: 'asks' }],
    ['no backups in the plan', withReading({ quota: { kind: 'absent', used: 0 } }), { kind: 'asks' }],
    [
      'a server that was never read',
      { servers: [aStored({ reading: null, readAt: null })] },
      { kind: 'asks' },
    ],
    [
      'a reading that is too old to vouch for a slot',
      { servers: [aStored({ readAt: NOW - DAY_MS })] },
      { kind: 'asks' },
    ],
    ['a backup nine minutes ago', { operations: [ended(NOW - 9 * MINUTE_MS)] }, { kind: 'asks' }],
    ['a backup an hour ago', { operations: [ended(NOW - HOUR_MS)] }, { kind: 'starts' }],
    ['a running operation', { operations: [anOperation()] }, { kind: 'unavailable' }],
    ['a key that may only read', { statuses: [aStatus({ writes: 'refused' })] }, { kind: 'readOnly' }],
    [
      'a wrong key',
      { statuses: [aStatus({ trouble: { kind: 'wrongKey' }, troubleSince: NOW })] },
      { kind: 'unavailable' },
    ],
    ['a provider without the call', { statuses: [aStatus({ capabilities: [] })] }, { kind: 'none' }],
    [
      'a closed gate',
      withReading({ createGate: { allowed: false, reason: 'Busy.', code: null } }),
      { kind: 'blocked', reason: 'Busy.' },
    ],
  ])('%s', (_, over, expected) => {
    expect(buttonOf(over)).toEqual(expected);
  });

  test('a remembered answer stands for the missing limit, and for nothing else', () => {
    expect(buttonOf(withReading({ quota: notStated }), true)).toEqual({ kind: 'starts' });
    expect(buttonOf(withReading({ quota: limited(3, 3) }), true)).toEqual({ kind: 'asks' });
    expect(
      buttonOf({ ...withReading({ quota: notStated }), operations: [ended(NOW - MINUTE_MS)] }, true),
    ).toEqual({ kind: 'asks' });
  });
});
