import { describe, expect, test } from 'vitest';
import { recentDamage } from '../../../lib/fleet/damaged';
import { overview } from '../../../lib/fleet/overview';
import type { Fault } from '../../../lib/model/fault';
import { DAY_MS, HOUR_MS } from '../../../lib/model/time';
import { aState, NOW } from '../builders';

const damaged = (at: number): Fault => ({
  kind: 'damaged',
  at,
  part: 'server',
  accountId: 'a1',
  serverId: 's1',
});

describe('damage', () => {
  test('of the last day is spoken of, newest first; older damage and other faults are not', () => {
    const faults: readonly Fault[] = [
      damaged(NOW - DAY_MS),
      damaged(NOW - DAY_MS + 1),
      { kind: 'error', at: NOW, where: 'wake', name: 'TypeError' },
      damaged(NOW - HOUR_MS),
    ];
    expect(recentDamage(faults, NOW)).toEqual([damaged(NOW - HOUR_MS), damaged(NOW - DAY_MS + 1)]);
  });

  test('reaches the popup with everything else', () => {
    const faults = [damaged(NOW - DAY_MS), damaged(NOW)];
    expect(overview(aState({ faults }), NOW).damaged).toEqual([damaged(NOW)]);
  });

  test('from a clock that was set back is not spoken of for longer', () => {
    expect(recentDamage([damaged(NOW + HOUR_MS), damaged(NOW + DAY_MS)], NOW)).toEqual([
      damaged(NOW + HOUR_MS),
    ]);
  });
});
