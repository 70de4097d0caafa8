import { describe, expect, test } from 'vitest';
import { medianOf } from '../../../../lib/fleet/findings/median';
import type { Backup } from '../../../../lib/model/backup';
import { DAY_MS, HOUR_MS } from '../../../../lib/model/time';
import { aBackup, NOW } from '../../builders';
import { found, GB } from './judge';

/** Backups of these sizes, newest first, a day apart. */
function sized(...sizes: readonly number[]): readonly Backup[] {
  return sizes.map((sizeBytes, i) =>
    aBackup({
      id: `b${i + 1}`,
      createdAt: NOW - HOUR_MS - i * DAY_MS,
      size: { basis: 'stored', sizeBytes },
    }),
  );
}

function shrunk(backups: readonly Backup[]) {
  return found({ reading: { backups } }, 'shrunk');
}

describe('the newest against the median of the five before it', () => {
  test.each<[string, readonly number[], boolean]>([
    ['exactly half', [5 * GB, 8 * GB, 9 * GB, 10 * GB, 11 * GB, 12 * GB], false],
    ['a byte less than half', [5 * GB - 1, 8 * GB, 9 * GB, 10 * GB, 11 * GB, 12 * GB], true],
    ['half of an odd number of bytes', [5, 11, 11, 11, 11, 11], true],
    ['larger than ever', [99 * GB, 8 * GB, 9 * GB, 10 * GB, 11 * GB, 12 * GB], false],
    ['only four before it', [1, 10 * GB, 10 * GB, 10 * GB, 10 * GB], false],
    ['a sixth before it counts no more', [6, 8, 9, 10, 20, 20, 90], false],
    ['one small one before it is an exception', [1 * GB, 1 * GB, 9 * GB, 10 * GB, 11 * GB, 12 * GB], true],
    ['it grew back', [10 * GB, 1 * GB, 10 * GB, 10 * GB, 10 * GB, 10 * GB], false],
    ['none at all', [], false],
  ])('%s', (_name, sizes, expected) => {
    expect(shrunk(sized(...sizes)) !== null).toBe(expected);
  });

  test('names the backup and both sizes, and began with it', () => {
    expect(shrunk(sized(1 * GB, 8 * GB, 9 * GB, 10 * GB, 11 * GB, 12 * GB))).toMatchObject({
      severity: 'warning',
      backup: { id: 'b1', kind: 'manual', createdAt: NOW - HOUR_MS, note: null },
      sizeBytes: 1 * GB,
      medianBytes: 10 * GB,
      occurrence: 'b1',
      beganAt: NOW - HOUR_MS,
    });
  });
});

test.each([HOUR_MS, -HOUR_MS])('began by our clock where the provider’s is %i ms ahead', (skewMs) => {
  const backups = sized(1, 8, 9, 10, 11, 12);
  expect(found({ reading: { backups }, status: { skewMs } }, 'shrunk')).toMatchObject({
    beganAt: Math.min(NOW, NOW - HOUR_MS - skewMs),
  });
});

test.each<[string, Partial<Backup>]>([
  ['a disk’s size', { size: { basis: 'disk', diskBytes: 1 } }],
  ['0 bytes, which nobody measured', { size: { basis: 'stored', sizeBytes: 0 } }],
  ['no size', { size: null }],
  ['a backup under way', { state: 'running' }],
  ['a state that nobody explains', { state: 'unknown' }],
  ['no date', { createdAt: null }],
  ['a date of tomorrow', { createdAt: NOW + DAY_MS }],
])('says nothing of %s, and looks past it', (_name, over) => {
  const [newest, ...rest] = sized(1, 8, 9, 10, 11, 12, 13);
  if (!newest) throw new Error('no backup');
  expect(shrunk([{ ...newest, ...over }, ...rest])).toBeNull();
  const [second, ...older] = rest;
  if (!second) throw new Error('no second backup');
  const small = { ...second, size: { basis: 'stored', sizeBytes: 2 } } as const;
  expect(shrunk([{ ...newest, ...over }, small, ...older])).toMatchObject({ occurrence: 'b2' });
});

test.each<[readonly number[], number | null]>([
  [[], null],
  [[7], 7],
  [[9, 1], 5],
  [[10, 9, 1], 9],
  [[4, 1, 3, 2], 2.5],
])('the median of %j is %s', (numbers, median) => {
  expect(medianOf(numbers)).toBe(median);
});
