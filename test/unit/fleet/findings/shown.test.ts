import { expect, test } from 'vitest';
import { pressingFirst } from '../../../../lib/fleet/findings/shown';
import { topicOf } from '../../../../lib/fleet/findings/topics';
import { overview } from '../../../../lib/fleet/overview';
import { topics } from '../../../../lib/model/finding';
import { HOUR_MS } from '../../../../lib/model/time';
import { aBackup, aReading, aServer, aStored, NOW } from '../../builders';
import { aRun, type Case, findingsIn, fullOf, stateOf } from './judge';

const bad: Case = {
  reading: {
    backups: [aBackup({ createdAt: NOW - 30 * HOUR_MS })],
    quota: fullOf(1),
    history: [aRun()],
    partTroubles: [{ part: 'snapshots', trouble: { kind: 'timedOut' } }],
  },
  status: { trouble: { kind: 'unreachable' }, troubleSince: NOW },
};

test('errors, then warnings, then advice; within one severity what is about all', () => {
  expect(findingsIn(bad).map(({ severity, kind }) => `${severity} ${kind}`)).toEqual([
    'error scheduleFailed',
    'warning accountTrouble',
    'warning overdue',
    'warning quotaFull',
    'info partUnread',
    'info scheduleMissing',
  ]);
});

test('of one kind what began first, then by id', () => {
  const aged = (id: string, hours: number) =>
    aStored({
      server: aServer({ id }),
      reading: aReading({ backups: [aBackup({ serverId: id, createdAt: NOW - hours * HOUR_MS })] }),
    });
  const state = { ...stateOf({}), servers: [aged('c', 30), aged('a', 30), aged('b', 31)] };
  const ids = overview(state, NOW).findings.flatMap(({ finding }) =>
    finding.kind === 'overdue' ? finding.id : [],
  );
  expect(ids).toEqual(['overdue/hostup/b', 'overdue/hostup/a', 'overdue/hostup/c']);
});

test('no two findings of one moment are equally pressing', () => {
  const all = findingsIn(bad);
  for (const a of all) {
    for (const b of all) {
      if (a !== b) expect(Math.sign(pressingFirst(a, b))).toBe(-Math.sign(pressingFirst(b, a)));
    }
  }
});

test('advice asks for no attention', () => {
  const near: Case = {
    reading: { quota: { kind: 'limited', used: 2, limit: 3, remaining: 1 } },
    settings: { mutedTopics: [] },
  };
  expect(findingsIn(near).map(({ kind }) => kind)).toEqual(['quotaNear', 'scheduleMissing']);
  expect(overview(stateOf(near), NOW).attention).toBe(0);
  expect(overview(stateOf({ reading: { quota: fullOf(1) } }), NOW).attention).toBe(1);
});

test('every topic but that of operations has a kind of finding', () => {
  const used = new Set<string>(Object.values(topicOf));
  expect(topics.filter((topic) => !used.has(topic))).toEqual(['operations']);
});
