import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deleteImpact } from '../../../../lib/fleet/impact/delete';
import { isRestorePoint, lastGoodOf } from '../../../../lib/fleet/restore-points';
import { defaultSettings } from '../../../../lib/model/settings';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, anOperation, aReading, NOW } from '../../builders';
import { someBackups } from './arbitrary';
import { aRow } from './rows';

const newest = aBackup();
const older = aBackup({ id: 'b2', createdAt: NOW - 3 * DAY_MS });

describe('what a deletion leaves', () => {
  test('how many, the newest with its age, and the coverage afterwards', () => {
    const row = aRow({ reading: { backups: [newest, older] } });
    expect(deleteImpact(row, 'b1', defaultSettings)).toMatchObject({
      backup: { id: 'b1' },
      ageMs: HOUR_MS,
      remaining: { count: 1, newest: { id: 'b2' }, ageMs: 3 * DAY_MS, coverage: 'exposed' },
      isLast: false,
      refusal: null,
    });
    expect(deleteImpact(row, 'b2', defaultSettings)).toMatchObject({
      remaining: { newest: { id: 'b1' }, coverage: 'covered' },
    });
  });

  test.each([
    ['the only one', [newest]],
    ['beside an expired one', [newest, { ...older, expiresAt: NOW }]],
    ['beside one that is not complete', [newest, { ...older, state: 'unknown' as const }]],
  ])('the last restore point: %s', (_, backups) => {
    const impact = deleteImpact(aRow({ reading: { backups } }), 'b1', defaultSettings);
    expect(impact).toMatchObject({
      isLast: true,
      remaining: { count: 0, newest: null, coverage: 'exposed' },
    });
  });

  test('one without a date remains, with no age; rows that nobody could read leave the coverage unknown', () => {
    const undated = aRow({ reading: { backups: [newest, { ...older, createdAt: null }] } });
    expect(deleteImpact(undated, 'b1', defaultSettings)).toMatchObject({
      isLast: false,
      remaining: { count: 1, newest: null, ageMs: null, coverage: 'unknown' },
    });
    const unread = aRow({ reading: { backups: [newest], unreadableBackups: 1 } });
    expect(deleteImpact(unread, 'b1', defaultSettings)).toMatchObject({
      isLast: true,
      remaining: { coverage: 'unknown' },
    });
  });

  test('every deletion leaves exactly the other restore points', () => {
    fc.assert(
      fc.property(someBackups, fc.nat(), (backups, at) => {
        const chosen = backups[at % Math.max(1, backups.length)];
        if (chosen === undefined) return;
        const impact = deleteImpact(aRow({ reading: { backups } }), chosen.id, defaultSettings);
        const others = backups.filter(({ id }) => id !== chosen.id);
        const points = others.filter((backup) => isRestorePoint(backup, NOW));
        expect(impact.remaining.count).toBe(points.length);
        expect(impact.isLast).toBe(points.length === 0);
        expect(impact.remaining.newest).toEqual(lastGoodOf(others, NOW)?.backup ?? null);
        if (chosen.protected === true) expect(impact.refusal).not.toBeNull();
      }),
    );
  });
});

describe('what stands against a deletion', () => {
  const unmatched = aBackup({ id: 'legacy:1:x' });
  const reading = aReading();
  test.each([
    ['notOffered', aRow({ status: { capabilities: [] } }), 'b1'],
    ['readOnlyKey', aRow({ status: { writes: 'refused' } }), 'b1'],
    ['running', aRow({ operations: [anOperation()] }), 'b1'],
    ['locked', aRow({ server: { locked: true } }), 'b1'],
    ['unread', aRow({ stored: { reading, readAt: NOW - DAY_MS } }), 'b1'],
    ['gone', aRow(), 'b7'],
    ['protected', aRow({ reading: { backups: [aBackup({ protected: true })] } }), 'b1'],
    ['protected', aRow({ reading: { unmatched: [{ ...unmatched, protected: true }] } }), 'legacy:1:x'],
    ['needsNumber', aRow({ reading: { unmatched: [unmatched] } }), 'legacy:1:x'],
    ['running', aRow({ reading: { backups: [aBackup({ state: 'running' })] } }), 'b1'],
  ])('%s', (kind, row, id) => {
    expect(deleteImpact(row, id, defaultSettings).refusal).toMatchObject({ kind });
  });

  test('an older row goes once the number is known, and takes nothing from what counts', () => {
    const row = aRow({ account: { legacyIds: { s1: '1871' } }, reading: { unmatched: [unmatched] } });
    expect(deleteImpact(row, unmatched.id, defaultSettings)).toMatchObject({
      backup: { id: unmatched.id },
      remaining: { count: 1 },
      refusal: null,
    });
  });
});
