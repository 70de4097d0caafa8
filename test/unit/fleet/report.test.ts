import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overview } from '../../../lib/fleet/overview';
import { reportOf } from '../../../lib/fleet/report';
import type { StoredServer } from '../../../lib/model/server';
import type { StoredState } from '../../../lib/model/state';
import { DAY_MS, HOUR_MS } from '../../../lib/model/time';
import { aBackup, aReading, aServer, aState, aStatus, aStored, NOW } from '../builders';

const report = (over: Partial<StoredState>) => reportOf(overview(aState(over), NOW));

function server(id: string, ageHours: number | null, over: Partial<StoredServer> = {}): StoredServer {
  const backups = ageHours === null ? [] : [aBackup({ createdAt: NOW - ageHours * HOUR_MS })];
  return aStored({ server: aServer({ id, name: id }), reading: aReading({ backups }), ...over });
}
const unread = (id: string) => server(id, 1, { reading: null, readAt: null });

describe('the report', () => {
  test('counts what is not known as not covered, and names it', () => {
    const { coveredPercent, counts, gaps, total } = report({ servers: [server('a', 1), unread('b')] });
    expect([coveredPercent, total, counts.unknown]).toEqual([50, 2, 1]);
    expect(gaps.map(({ row }) => [row.key, row.coverage])).toEqual([['hostup/b', 'unknown']]);
  });

  test('only all of them are 100 %', () => {
    const ages = Array.from({ length: 300 }, (_, at) => server(`s${at}`, at === 0 ? 90 : 1));
    expect(report({ servers: ages }).coveredPercent).toBe(99);
    expect(report({ servers: ages.slice(1) }).coveredPercent).toBe(100);
  });

  test('without a server there is no share', () => {
    expect(report({ servers: [] })).toMatchObject({
      coveredPercent: null,
      goalsMs: null,
      gaps: [],
      total: 0,
    });
  });

  test('the gaps come worst first with since when, also those that a person hushed', () => {
    const { gaps } = report({
      servers: [server('late', 30), server('never', null), server('fine', 1)],
      snoozes: [{ target: 'server:hostup/late', setAt: NOW, until: NOW + DAY_MS, fingerprint: '' }],
    });
    expect(gaps.map(({ row }) => row.key)).toEqual(['hostup/never', 'hostup/late']);
    // Since it was past the goal and its grace.
    expect(gaps[1]?.since).toEqual({ at: NOW - 3 * HOUR_MS, atLeast: false });
    expect(gaps[0]?.since).toMatchObject({ atLeast: true });
  });

  test.each([
    [26, { skewMs: 0 }, null],
    [30, { skewMs: 0 }, 3],
    [49, { skewMs: 0 }, 22],
    [90, { skewMs: 0 }, 63],
    [90, { skewMs: HOUR_MS }, 64],
  ])('a gap begins once goal and grace are over, however old the backup is: %i h', (age, status, hours) => {
    const { gaps } = report({ statuses: [aStatus(status)], servers: [server('a', age)] });
    const since = gaps.map(({ since }) => since);
    expect(since).toEqual(hours === null ? [] : [{ at: NOW - hours * HOUR_MS, atLeast: false }]);
  });

  test('accounts that could not be read, or never were, are named', () => {
    expect(report({}).unread).toEqual([]);
    expect(report({ statuses: [aStatus({ trouble: { kind: 'wrongKey' } })] }).unread).toHaveLength(1);
    expect(report({ statuses: [aStatus({ checkedAt: null })] }).unread).toHaveLength(1);
  });

  test('servers that are no longer listed are not counted, and stand apart', () => {
    const { total, gone, gaps } = report({
      servers: [server('a', 1), server('b', 90, { goneSince: NOW - HOUR_MS })],
    });
    expect([total, gaps.length, gone.map(({ key }) => key)]).toEqual([1, 0, ['hostup/b']]);
  });

  test('each server is in the table once, and in the gaps exactly where it is not covered', () => {
    const age = fc.option(fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(age, fc.boolean())), (given) => {
        const servers = given.map(([hours, isRead], at) =>
          isRead ? server(`s${at}`, hours) : unread(`s${at}`),
        );
        const { rows, gaps, counts, total } = report({ servers });
        expect(new Set(rows.map(({ key }) => key)).size).toBe(given.length);
        expect(gaps.length).toBe(total - counts.covered);
        for (const { row } of gaps) expect(row.coverage).not.toBe('covered');
      }),
    );
  });
});
