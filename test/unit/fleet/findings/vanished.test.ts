import { describe, expect, test } from 'vitest';
import type { SeenBackup, WhyGone } from '../../../../lib/model/finding';
import { CLOCK_TOLERANCE_MS, DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { NOW } from '../../builders';
import { found } from './judge';

/** An entry of the ledger: gone since `agoMs` ago, or still there where that is null. */
function seen(
  id: string,
  agoMs: number | null,
  over: Partial<SeenBackup> = {},
  why: WhyGone = 'unexplained',
) {
  const at = agoMs === null ? null : NOW - agoMs;
  return {
    id,
    kind: 'manual',
    createdAt: NOW - 20 * DAY_MS,
    expiresAt: null,
    size: null,
    note: null,
    firstSeenAt: NOW - 20 * DAY_MS,
    lastSeenAt: at ?? NOW,
    missingSince: at,
    gone: at === null ? null : { at, why },
    ...over,
  } satisfies SeenBackup;
}

function vanishedOf(...entries: readonly SeenBackup[]) {
  return found({ stored: { seen: entries } }, 'vanished');
}

describe('vanished', () => {
  test('one finding names all of a server, the newest first, since the last of them went', () => {
    const finding = vanishedOf(
      seen('undated', DAY_MS, { createdAt: null }),
      seen('older', HOUR_MS, { createdAt: NOW - 9 * DAY_MS, note: 'before the upgrade' }),
      seen('here', null),
      seen('newer', 2 * HOUR_MS, { createdAt: NOW - 3 * DAY_MS, kind: 'scheduled' }),
    );
    expect(finding).toMatchObject({
      severity: 'error',
      goneAt: NOW - HOUR_MS,
      beganAt: NOW - HOUR_MS,
      tellFrom: NOW - HOUR_MS,
      occurrence: 'older',
      backups: [
        { id: 'newer', kind: 'scheduled', createdAt: NOW - 3 * DAY_MS, note: null },
        { id: 'older', kind: 'manual', createdAt: NOW - 9 * DAY_MS, note: 'before the upgrade' },
        { id: 'undated', kind: 'manual', createdAt: null, note: null },
      ],
    });
  });

  test.each<WhyGone>(['deletedHere', 'expired', 'rotated', 'evicted'])('not what is %s', (why) => {
    expect(vanishedOf(seen('b', HOUR_MS, {}, why))).toBeNull();
  });

  test('not what is only missing so far', () => {
    expect(vanishedOf(seen('b', null, { missingSince: NOW }))).toBeNull();
  });

  test.each<[string, number, boolean]>([
    ['a moment ago', 0, true],
    ['seven days ago', 7 * DAY_MS, true],
    ['longer ago', 7 * DAY_MS + 1, false],
    ['a little ahead, as clocks differ', -CLOCK_TOLERANCE_MS, true],
    ['in a future that a clock set back has taken away', -CLOCK_TOLERANCE_MS - 1, false],
  ])('gone %s', (_name, agoMs, isFound) => {
    expect(vanishedOf(seen('b', agoMs)) !== null).toBe(isFound);
  });

  test('another one that goes later is a beginning of its own', () => {
    const first = vanishedOf(seen('a', 2 * HOUR_MS));
    const both = vanishedOf(seen('a', 2 * HOUR_MS), seen('b', HOUR_MS));
    expect(both?.id).toBe(first?.id);
    expect(both?.occurrence).not.toBe(first?.occurrence);
  });

  test('a server that is gone is not spoken of by its backups', () => {
    const stored = { seen: [seen('b', HOUR_MS)], goneSince: NOW - HOUR_MS, unlistedSince: NOW - HOUR_MS };
    expect(found({ stored }, 'vanished')).toBeNull();
  });

  test('the order of the ledger does not matter', () => {
    const entries = [seen('a', HOUR_MS), seen('b', HOUR_MS), seen('c', 2 * HOUR_MS)];
    expect(vanishedOf(...entries)).toEqual(vanishedOf(...[...entries].reverse()));
  });
});
