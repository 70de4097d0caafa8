import { describe, expect, test } from 'vitest';
import { ticksOf } from '../../../../lib/fleet/dashboard/axis';
import {
  allToggled,
  nothingSelected,
  shareSelected,
  toggled,
  withRange,
} from '../../../../lib/fleet/dashboard/selection';
import { sizeTrendOf } from '../../../../lib/fleet/dashboard/size-trend';
import type { TimelinePoint } from '../../../../lib/fleet/dashboard/timeline';
import { DAY_MS } from '../../../../lib/model/time';
import { NOW } from '../../builders';

describe('choosing servers', () => {
  const shown = ['a', 'b', 'c', 'd'];

  test.each([
    ['a', 'c', ['a', 'b', 'c']],
    ['d', 'b', ['b', 'c', 'd']],
    ['b', 'b', ['b']],
    // The one that was chosen last is filtered out by now.
    ['x', 'b', ['b']],
    ['x', 'y', []],
  ])('from %s to %s', (from, to, keys) => {
    expect([...withRange(nothingSelected, shown, from, to)].sort()).toEqual(keys);
  });

  test('what is not shown stays chosen while all that is shown is chosen and dropped', () => {
    const all = allToggled(new Set(['x', 'b']), shown);
    expect([...all].sort()).toEqual(['a', 'b', 'c', 'd', 'x']);
    expect(shareSelected(all, shown)).toBe('all');
    expect([...allToggled(all, shown)]).toEqual(['x']);
    expect(shareSelected(toggled(all, 'a'), shown)).toBe('some');
    expect(shareSelected(new Set(['x']), shown)).toBe('none');
  });
});

describe('the size trend', () => {
  const point = (daysAgo: number, size: TimelinePoint['size'], kind: TimelinePoint['kind'] = 'manual') => ({
    id: String(daysAgo),
    kind,
    at: NOW - daysAgo * DAY_MS,
    expiresAt: null,
    size,
    note: null,
    end: null,
  });
  const stored = (sizeBytes: number) => ({ basis: 'stored', sizeBytes }) as const;

  test('is told by stored sizes alone: no disk, no snapshot, no size of nothing', () => {
    const trend = sizeTrendOf([
      point(4, stored(10)),
      point(3, { basis: 'disk', diskBytes: 99 }),
      point(2, stored(0)),
      point(1, stored(12)),
      point(0, stored(50), 'snapshot'),
    ]);
    expect(trend?.sizes.map(({ sizeBytes }) => sizeBytes)).toEqual([10, 12]);
    expect(trend?.newestBytes).toBe(12);
    expect(trend?.change).toBeCloseTo(0.2);
  });

  test('one size is no trend, and none is nothing', () => {
    expect(sizeTrendOf([point(1, stored(7))])).toMatchObject({ newestBytes: 7, change: null });
    expect(sizeTrendOf([point(1, { basis: 'disk', diskBytes: 7 })])).toBeNull();
  });
});

describe('the axis', () => {
  const days = (ticks: readonly number[]) => ticks.map((at) => new Date(at).toLocaleDateString('sv'));

  test('names Mondays of a month, beginnings and middles of months of a quarter, and months of a year', () => {
    expect(days(ticksOf(NOW, 30))).toEqual([
      '2026-02-09',
      '2026-02-16',
      '2026-02-23',
      '2026-03-02',
      '2026-03-09',
    ]);
    expect(days(ticksOf(NOW, 90))).toEqual([
      ...['2025-12-15', '2026-01-01', '2026-01-15', '2026-02-01', '2026-02-15', '2026-03-01'],
    ]);
    expect(days(ticksOf(NOW, 365))).toHaveLength(12);
    expect(days(ticksOf(NOW, 365))[0]).toBe('2025-04-01');
  });

  test('each tick is the first moment of its day', () => {
    for (const at of ticksOf(NOW, 365)) expect(new Date(at).getHours()).toBe(0);
  });
});
