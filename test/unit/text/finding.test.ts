import { beforeAll, describe, expect, test } from 'vitest';
import type { FindingFacts, FindingKind, Subject } from '../../../lib/model/finding';
import { DAY_MS, HOUR_MS } from '../../../lib/model/time';
import { findingTitleOfMany, findingWords } from '../../../lib/text/finding';
import { setLanguages } from '../../../lib/text/i18n';
import { aFinding, aNamedBackup } from '../builders';

beforeAll(() => setLanguages(['en-GB']));

/** Tuesday, by the local clock, which the words are in. */
const now = at(10, 12);
function at(day: number, hour: number, minute = 0): number {
  return new Date(2026, 2, day, hour, minute).getTime();
}

const account: Subject = { kind: 'account', accountId: 'a1', provider: 'hostup', label: 'work' };
const browser: Subject = { kind: 'browser' };

const words = (facts: FindingFacts, subject?: Subject, from = now) =>
  findingWords(aFinding(facts, subject === undefined ? {} : { subject }), from);

type Case = readonly [facts: FindingFacts, title: string, sentence: string, subject?: Subject];

const schedule = { frequency: 'weekly', nextRunAt: at(13, 5, 23) } as const;
const oldest = aNamedBackup({ createdAt: new Date(2025, 10, 12, 3, 0).getTime() });
const failed = {
  kind: 'scheduleFailed',
  runAt: at(8, 3),
  runs: 1,
  certain: true,
  statusText: 'failed',
  errorText: null,
} as const;
const roomFor = 'Make room by deleting one that you no longer need.';
const inPanel = "Look for the reason in HostUp's panel.";

/** Every kind at least once; the compiler holds that none is forgotten. */
const cases: { readonly [Kind in FindingKind]: readonly Case[] } = {
  never: [
    [
      { kind: 'never' },
      'app-01 has no backup',
      'There is no backup: if the server were lost, nothing could be restored. Make one now.',
    ],
  ],
  overdue: [
    [
      { kind: 'overdue', restorePointAt: at(9, 3), goalMs: DAY_MS },
      'app-01 is overdue',
      'Its last good backup is from yesterday 03:00; the goal is 24 h. Make a backup now.',
    ],
  ],
  exposed: [
    [
      { kind: 'exposed', restorePointAt: at(1, 3), goalMs: 2 * DAY_MS },
      'app-01 is exposed',
      'Its last good backup is from 1 Mar 03:00, more than twice the goal of 2 d ago. Make a backup now.',
    ],
  ],
  unread: [
    [
      { kind: 'unread', cause: 'trouble', trouble: { kind: 'timedOut' }, readAt: at(10, 9) },
      'app-01 could not be read',
      'HostUp did not answer for app-01 in time. Check the network; Lastgood tries again by itself. It was last read today 09:00.',
    ],
    [
      { kind: 'unread', cause: 'trouble', trouble: { kind: 'wrongKey' }, readAt: null },
      'app-01 could not be read',
      "HostUp refuses the key of the server's account: it is wrong, expired or another provider's. Enter a working key in the settings. Nothing of it has been read yet.",
    ],
    [
      { kind: 'unread', cause: 'hidden', trouble: null, readAt: now },
      'app-01: some backups could not be read',
      "Some of its backups could not be read and may be newer, so its coverage is not known. Look at its backups in HostUp's panel.",
    ],
    [
      { kind: 'unread', cause: 'stale', trouble: null, readAt: at(7, 22) },
      'app-01 was not read lately',
      'It was last read Sat 22:00. That is too long ago to say whether it is covered. Check it again.',
    ],
    [
      { kind: 'unread', cause: 'notYet', trouble: null, readAt: null },
      'app-01 was not read yet',
      'Whether it is covered is not known yet. Lastgood reads it by itself.',
    ],
  ],
  starved: [
    [
      { kind: 'starved', schedule, evicts: true, oldest },
      'app-01: the schedule has no free slot',
      `Friday's scheduled backup has no free slot; HostUp may skip it or delete the oldest, probably the one from 12 Nov 2025 03:00, and does not say which. Make room first.`,
    ],
    [
      {
        kind: 'starved',
        schedule: { ...schedule, nextRunAt: at(11, 3) },
        evicts: null,
        oldest: aNamedBackup({ createdAt: null }),
      },
      'app-01: the schedule has no free slot',
      `The scheduled backup (tomorrow 03:00) has no free slot; HostUp may skip it or delete the oldest, and does not say which. Make room first.`,
    ],
    [
      { kind: 'starved', schedule: { ...schedule, nextRunAt: at(9, 5) }, evicts: false, oldest: null },
      'app-01: the schedule has no free slot',
      'The scheduled backup has no free slot, and HostUp deletes none to make one. Make room first.',
    ],
    [
      { kind: 'starved', schedule: { ...schedule, nextRunAt: null }, evicts: false, oldest: null },
      'app-01: the schedule has no free slot',
      'The scheduled backup has no free slot, and HostUp deletes none to make one. Make room first.',
    ],
    [
      {
        kind: 'starved',
        schedule: { ...schedule, nextRunAt: at(17, 5) },
        evicts: false,
        oldest: null,
      },
      'app-01: the schedule has no free slot',
      'The scheduled backup (17 Mar 05:00) has no free slot, and HostUp deletes none to make one. Make room first.',
    ],
  ],
  quotaFull: [
    [
      { kind: 'quotaFull', used: 7, limit: 7 },
      'app-01: 7 of 7 slots used',
      `There is no free slot for the next backup. ${roomFor}`,
    ],
  ],
  quotaNear: [
    [
      { kind: 'quotaNear', used: 6, limit: 7, remaining: 1 },
      'app-01: 6 of 7 slots used',
      '1 slot is left for the next backups.',
    ],
    [
      { kind: 'quotaNear', used: 1800, limit: 2000, remaining: 200 },
      'app-01: 1,800 of 2,000 slots used',
      '200 slots are left for the next backups.',
    ],
  ],
  evicts: [
    [
      { kind: 'evicts', oldest },
      "app-01: the next backup takes an old one's place",
      'No slot is free: the next backup probably deletes the one from 12 Nov 2025 03:00. Make room first if it is to stay.',
    ],
    [
      { kind: 'evicts', oldest: aNamedBackup({ createdAt: null }) },
      "app-01: the next backup takes an old one's place",
      'No slot is free: the next backup probably deletes the oldest one. Make room first if it is to stay.',
    ],
  ],
  scheduleFailed: [
    [
      { ...failed, errorText: 'No free backup slot' },
      'app-01: the scheduled backup failed',
      `The run of Sun 03:00 failed: No free backup slot. No good backup has followed it. ${inPanel}`,
    ],
    [
      { ...failed, runs: 3 },
      'app-01: the scheduled backup failed',
      `The run of Sun 03:00 failed. It is the last of 3 such runs since the last good backup. ${inPanel}`,
    ],
    [
      { ...failed, runAt: null },
      'app-01: the scheduled backup failed',
      `A run failed. No good backup has followed it. ${inPanel}`,
    ],
    [
      { ...failed, certain: false, statusText: 'aborted' },
      'app-01: possible failure: aborted',
      `HostUp calls the run of Sun 03:00 “aborted” and explains that word nowhere. No good backup has followed it. ${inPanel}`,
    ],
    [
      { ...failed, certain: false, statusText: 'aborted', runAt: null },
      'app-01: possible failure: aborted',
      `HostUp calls a run “aborted” and explains that word nowhere. No good backup has followed it. ${inPanel}`,
    ],
  ],
  scheduleLate: [
    [
      { kind: 'scheduleLate', dueAt: at(10, 3) },
      'app-01: the scheduled backup is late',
      "The scheduled backup was due today 03:00, and no new one is listed. Look in HostUp's panel whether it runs.",
    ],
  ],
  scheduleOff: [
    [
      { kind: 'scheduleOff' },
      'app-01: the schedule is switched off',
      'The schedule is switched off: no backup is made by itself until it is on again. Switch it on.',
    ],
  ],
  scheduleMissing: [
    [
      { kind: 'scheduleMissing' },
      'app-01 has no backup schedule',
      'There is no schedule: no backup is made by itself. Set one up.',
    ],
  ],
  noAutomatic: [
    [
      { kind: 'noAutomatic' },
      'app-01 has no automatic backups',
      'HostUp makes no backups of this server by itself. They can be ordered in its panel.',
    ],
  ],
  expiring: [
    [
      { kind: 'expiring', expiresAt: at(12, 3), last: true },
      'app-01: the last restore point expires',
      'The last restore point expires Thu 03:00, and nothing remains after it. Make a backup before then.',
    ],
    [
      { kind: 'expiring', expiresAt: at(12, 3), last: false },
      'app-01: restore points expire',
      'Restore points expire: from Thu 03:00 on, what remains is older than the goal allows. Make a backup before then.',
    ],
  ],
  vanished: [
    [
      { kind: 'vanished', backups: [aNamedBackup({ createdAt: at(9, 3) })], goneAt: now },
      'app-01: 1 restore point is gone',
      'HostUp no longer lists the restore point from yesterday 03:00, and no deletion here, expiry or rotation explains it. Look in its panel, or ask HostUp.',
    ],
    [
      {
        kind: 'vanished',
        backups: [aNamedBackup({ createdAt: at(2, 3) }), aNamedBackup({ createdAt: at(3, 3) })],
        goneAt: now,
      },
      'app-01: 2 restore points are gone',
      'HostUp no longer lists 2 restore points, the newest from 3 Mar 03:00, and no deletion here, expiry or rotation explains it. Look in its panel, or ask HostUp.',
    ],
    [
      { kind: 'vanished', backups: [aNamedBackup({ createdAt: null })], goneAt: now },
      'app-01: 1 restore point is gone',
      'HostUp no longer lists a restore point that Lastgood saw before, and no deletion here, expiry or rotation explains it. Look in its panel, or ask HostUp.',
    ],
  ],
  shrunk: [
    [
      {
        kind: 'shrunk',
        backup: aNamedBackup({ createdAt: at(10, 3) }),
        sizeBytes: 1.2e9,
        medianBytes: 4.4e9,
      },
      'app-01: the newest backup is small',
      'The backup from today 03:00 has 1.2 GB, where 4.4 GB is usual. Check that nothing is missing from it.',
    ],
    [
      {
        kind: 'shrunk',
        backup: aNamedBackup({ createdAt: null }),
        sizeBytes: 1.2e9,
        medianBytes: 4.4e9,
      },
      'app-01: the newest backup is small',
      'The newest backup has 1.2 GB, where 4.4 GB is usual. Check that nothing is missing from it.',
    ],
  ],
  stuck: [
    [
      { kind: 'stuck', what: 'backup', startedAt: at(10, 8), usualMs: 20 * 60_000 },
      'app-01: a backup does not end',
      "A backup has been under way since today 08:00. It usually takes 20 min: look in HostUp's panel whether it still goes on.",
    ],
    [
      { kind: 'stuck', what: 'lock', startedAt: at(10, 8), usualMs: null },
      'app-01 stays busy',
      "HostUp has kept the server busy since today 08:00. Look in HostUp's panel whether it still goes on.",
    ],
    [
      { kind: 'stuck', what: 'operation', startedAt: at(9, 8), usualMs: 3 * HOUR_MS },
      'app-01: an operation does not end',
      "An operation has been under way since yesterday 08:00. It usually takes 3 h: look in HostUp's panel whether it still goes on.",
    ],
  ],
  accountTrouble: [
    [
      { kind: 'accountTrouble', trouble: { kind: 'wrongKey' }, checkedAt: at(10, 9) },
      'work: HostUp refuses the key',
      "HostUp refuses the key of work: it is wrong, expired or another provider's. Enter a working key in the settings. It was last read today 09:00.",
      account,
    ],
    [
      {
        kind: 'accountTrouble',
        trouble: { kind: 'providerError', status: 503, detail: 'down for maintenance' },
        checkedAt: null,
      },
      'work: HostUp could not be read',
      'HostUp has a fault of its own and could not answer for work (status 503). Lastgood tries again by itself; if it stays, ask the provider. HostUp says: down for maintenance. Nothing of it has been read yet.',
      account,
    ],
  ],
  unreadableRows: [
    [
      { kind: 'unreadableRows', rows: 1 },
      'app-01: 1 row could not be read',
      'HostUp lists something that Lastgood cannot read; it may be a backup or a server. Compare with its panel.',
    ],
    [
      { kind: 'unreadableRows', rows: 12 },
      'work: 12 rows could not be read',
      'HostUp lists something that Lastgood cannot read; it may be a backup or a server. Compare with its panel.',
      account,
    ],
  ],
  partUnread: [
    [
      { kind: 'partUnread', part: 'snapshots', trouble: { kind: 'timedOut' } },
      'app-01: its snapshots were not read',
      'HostUp did not answer for app-01 in time. Check the network; Lastgood tries again by itself. Its backups were read all the same.',
    ],
    [
      {
        kind: 'partUnread',
        part: 'legacySchedules',
        trouble: { kind: 'forbidden', detail: 'scope \u202efoo' },
      },
      'app-01: its older schedules were not read',
      "The key of the server's account may not do this for app-01. Give it the missing permission at HostUp, or enter another key in the settings. HostUp says: \u2068scope \u202efoo\u2069. Its backups were read all the same.",
    ],
  ],
  serverGone: [
    [
      { kind: 'serverGone', backups: 1, goneAt: at(9, 3) },
      'app-01 is no longer listed',
      'HostUp has not listed it since yesterday 03:00. 1 backup of it is known.',
    ],
    [
      { kind: 'serverGone', backups: 0, goneAt: at(1, 3) },
      'app-01 is no longer listed',
      'HostUp has not listed it since 1 Mar 03:00. No backup of it is known.',
    ],
  ],
  notWatched: [
    [
      { kind: 'notWatched', from: at(7, 22), to: at(9, 8, 10), began: 2, ended: 1, backups: 5 },
      'Not checked from Sat 22:00 to yesterday 08:10',
      'The browser was closed or asleep. Meanwhile 2 warnings began, 1 warning ended and 5 backups were made.',
      browser,
    ],
    [
      { kind: 'notWatched', from: at(7, 22), to: at(10, 8, 10), began: 0, ended: 0, backups: 0 },
      'Not checked from Sat 22:00 to today 08:10',
      'The browser was closed or asleep, and nothing changed meanwhile.',
      browser,
    ],
  ],
};

const all = Object.values(cases)
  .flat()
  .map(([facts, title, sentence, subject]) => ({ facts, title, sentence, subject }));

test.each(all)('$facts.kind: $title. $sentence', ({ facts, title, sentence, subject }) => {
  expect(words(facts, subject)).toEqual({ title, sentence });
});

describe('every kind', () => {
  const long = 'Ж'.repeat(200);
  const renamed = (subject: Subject | undefined, name: string): Subject =>
    subject === undefined || subject.kind === 'server'
      ? { kind: 'server', key: 'hostup/s1', accountId: 'a1', provider: 'hostup', serverId: 's1', name }
      : subject.kind === 'account'
        ? { ...subject, label: name }
        : subject;

  test.each(all)('$facts.kind leaves nothing unfilled and ends its sentence', ({ facts, subject }) => {
    const { title, sentence } = words(facts, subject);
    expect(`${title} ${sentence}`).not.toMatch(/\{\{|undefined|null|NaN|finding\./);
    expect(sentence).toMatch(/\.$/);
    expect(title).not.toMatch(/\.$/);
  });

  test.each(all)('$facts.kind has a title of one line, however long the name', ({ facts, subject }) => {
    for (const name of [long, 'a'.repeat(60), '\u202e'.repeat(60)]) {
      expect(words(facts, renamed(subject, name)).title.length).toBeLessThanOrEqual(80);
    }
  });

  test.each(all)('$facts.kind keeps a name from turning the title around', ({ facts, subject }) => {
    const { title } = words(facts, renamed(subject, '\u202eevil'));
    if (subject !== browser) expect(title).toContain('\u2068\u202eevil\u2069');
  });
});

describe('one kind at several servers', () => {
  const ofServers = all.filter(({ facts }) => facts.kind !== 'accountTrouble' && facts.kind !== 'notWatched');
  test.each(ofServers)('$facts.kind ($title)', ({ facts }) => {
    const title = findingTitleOfMany(aFinding(facts), 4);
    expect(title).toMatch(/\b4 servers\b/);
    expect(title).not.toMatch(/\{\{|finding\./);
  });

  test('a possible failure is no failure', () => {
    const possible = findingTitleOfMany(aFinding({ ...failed, certain: false, statusText: 'odd' }), 4);
    expect(possible).toBe('Possible failures of the scheduled backups of 4 servers');
  });
});

test('a word of a provider that is long is cut in the title and whole in the sentence', () => {
  const statusText = 'finished_with_some_very_strange_warning';
  const { title, sentence } = words({ ...failed, certain: false, statusText });
  expect(title).toBe('app-01: possible failure: finished_with_s…');
  expect(sentence).toContain(`“${statusText}”`);
});
