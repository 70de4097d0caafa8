import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topicOf } from '../../../../lib/fleet/findings/topics';
import { overview } from '../../../../lib/fleet/overview';
import type { Coverage } from '../../../../lib/fleet/types';
import type { FindingKind } from '../../../../lib/model/finding';
import { topics } from '../../../../lib/model/finding';
import type { ServerReading } from '../../../../lib/model/server';
import type { StoredState } from '../../../../lib/model/state';
import { HOUR_MS } from '../../../../lib/model/time';
import { aBackup, NOW } from '../../builders';
import { fleet } from './arbitrary';

/** What is found, whatever the order in which it was: one line for each finding. */
function linesOf(state: StoredState, now = NOW): readonly string[] {
  return overview(state, now)
    .findings.map(({ finding, action }) => JSON.stringify({ finding, action }))
    .sort();
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

function withReadings(state: StoredState, change: (reading: ServerReading) => ServerReading): StoredState {
  return {
    ...state,
    servers: state.servers.map((stored) => ({
      ...stored,
      reading: stored.reading && change(stored.reading),
    })),
  };
}

test('findings are a function of state and time, and nothing is changed on the way', () => {
  fc.assert(
    fc.property(fleet, (state) => {
      const copy = structuredClone(state);
      expect(overview(frozen(state), NOW)).toEqual(overview(copy, NOW));
    }),
  );
});

test('the order of rows never matters', () => {
  /** The same rows in an order that the seed decides. */
  const shuffler = (seed: number) => {
    let at = seed;
    const next = () => {
      at = (at * 48_271) % 2_147_483_647;
      return at;
    };
    return <Row>(rows: readonly Row[]): readonly Row[] =>
      rows
        .map((row) => ({ row, rank: next() }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ row }) => row);
  };
  fc.assert(
    fc.property(fleet, fc.integer({ min: 1, max: 2_147_483_646 }), (state, seed) => {
      const shuffled = shuffler(seed);
      const other = withReadings(
        {
          ...state,
          accounts: shuffled(state.accounts),
          statuses: shuffled(state.statuses),
          servers: shuffled(state.servers).map((stored) => ({ ...stored, seen: shuffled(stored.seen) })),
          operations: shuffled(state.operations),
        },
        (reading) => ({
          ...reading,
          backups: shuffled(reading.backups),
          schedules: shuffled(reading.schedules),
          history: shuffled(reading.history),
          partTroubles: shuffled(reading.partTroubles),
        }),
      );
      expect(linesOf(other)).toEqual(linesOf(state));
    }),
    { numRuns: 300 },
  );
});

const coverageKinds: readonly FindingKind[] = ['never', 'overdue', 'exposed', 'unread'];
const worse: Readonly<Record<Coverage, number>> = { covered: 0, overdue: 1, exposed: 2, unknown: 3 };

test('a newer good backup never worsens the coverage of a server, and adds no finding of it', () => {
  fc.assert(
    fc.property(fleet, fc.integer({ min: 0, max: HOUR_MS }), (state, agoMs) => {
      const oneMore = withReadings(state, (reading) => ({
        ...reading,
        backups: [
          ...reading.backups,
          aBackup({ id: 'new', createdAt: newerThan(reading, NOW - HOUR_MS - agoMs) }),
        ],
      }));
      const before = overview(state, NOW);
      const after = overview(oneMore, NOW);
      const was = new Map(before.rows.map((row) => [row.key, row.coverage]));
      for (const row of after.rows) {
        expect(worse[row.coverage]).toBeLessThanOrEqual(worse[was.get(row.key) ?? 'covered']);
      }
      const known = new Set(
        before.findings.map(({ finding }) => `${isCoverage(finding.kind)}/${keyOf(finding)}`),
      );
      for (const { finding } of after.findings.filter(({ finding: { kind } }) => isCoverage(kind))) {
        expect(known).toContain(`true/${keyOf(finding)}`);
      }
    }),
    { numRuns: 300 },
  );
});

function isCoverage(kind: FindingKind): boolean {
  return coverageKinds.includes(kind);
}

function keyOf({ subject }: { readonly subject: { readonly kind: string; readonly key?: string } }): string {
  return subject.key ?? subject.kind;
}

/** A date that no restore point of the reading is past, as far as the clocks of all accounts allow. */
function newerThan({ backups }: ServerReading, atLeast: number): number {
  const dates = backups.flatMap(({ createdAt }) =>
    createdAt !== null && createdAt <= NOW - HOUR_MS ? createdAt : [],
  );
  return Math.max(atLeast, ...dates);
}

test('each finding of one moment has an id of its own, a topic, an action, and a beginning that is not ahead', () => {
  fc.assert(
    fc.property(fleet, (state) => {
      const { findings } = overview(state, NOW);
      expect(new Set(findings.map(({ finding }) => finding.id)).size).toBe(findings.length);
      for (const { finding, action } of findings) {
        expect(topics).toContain(topicOf[finding.kind]);
        expect(action).toMatch(
          /^(backUp|makeRoom|showServer|openSchedules|openPanel|openOptions|retry|none)$/,
        );
        expect(finding.beganAt).toBeLessThanOrEqual(NOW);
        if (finding.tellFrom !== null) expect(finding.tellFrom).toBeGreaterThanOrEqual(finding.beganAt);
      }
    }),
  );
});

test('the fleets of these tests show every kind of finding', () => {
  const kinds = new Set(
    fc
      .sample(fleet, { numRuns: 400, seed: 7 })
      .flatMap((state) => overview(state, NOW).findings.map(({ finding }) => finding.kind)),
  );
  expect(Object.keys(topicOf).filter((kind) => !kinds.has(kind as FindingKind))).toEqual([]);
});
