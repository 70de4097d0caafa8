import { describe, expect, test } from 'vitest';
import { settledBy } from '../../../../lib/fleet/notices/settled';
import { overview } from '../../../../lib/fleet/overview';
import type { AccountStatus } from '../../../../lib/model/account';
import type { Finding, Watch } from '../../../../lib/model/finding';
import type { StoredServer } from '../../../../lib/model/server';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import { aFinding, anAccount, aState, aStatus, aStored, NOW } from '../../builders';

const onServer = aFinding({ kind: 'quotaFull', used: 3, limit: 3 });
const onAccount = aFinding(
  { kind: 'unreadableRows', rows: 1 },
  { subject: { kind: 'account', accountId: 'a1', provider: 'hostup', label: 'work' } },
);
const onBrowser = aFinding(
  { kind: 'notWatched', from: 1, to: 2, began: 0, ended: 0, backups: 0 },
  { subject: { kind: 'browser' } },
);
const subjects = { onServer, onAccount, onBrowser };

function settled(finding: Finding, of: World = {}): boolean {
  const { status = {}, other = {}, server = {}, gapEndedAgoMs = null } = of;
  const watch: Watch = {
    aliveAt: NOW,
    gaps: gapEndedAgoMs === null ? [] : [{ from: NOW - DAY_MS, to: NOW - gapEndedAgoMs }],
  };
  const state = aState({
    accounts: [anAccount(), anAccount({ id: 'a2' })],
    statuses: [aStatus({ ...rested, ...status }), aStatus({ accountId: 'a2', ...rested, ...other })],
    servers: [aStored(server)],
    watch,
  });
  return settledBy(overview(state, NOW), watch)(finding);
}

type World = {
  status?: Partial<AccountStatus>;
  other?: Partial<AccountStatus>;
  server?: Partial<StoredServer>;
  gapEndedAgoMs?: number | null;
};

const rested = { nextRefreshAt: NOW + 10 * MINUTE_MS };
const due = { nextRefreshAt: NOW };
const refreshing = (agoMs: number) => ({ refresh: { startedAt: NOW - agoMs, listed: true } });
const held = {
  trouble: { kind: 'rateLimited', retryAt: NOW + HOUR_MS, stated: true },
  troubleSince: NOW,
} as const;

describe.each(Object.entries(subjects))('what is %s', (_name, finding) => {
  test.each<[string, boolean, World]>([
    ['nothing to be read', true, {}],
    ['a refresh due', false, { status: due }],
    ['a refresh under way', false, { status: refreshing(MINUTE_MS) }],
    ['a refresh under way for ten minutes', true, { status: refreshing(10 * MINUTE_MS) }],
    ['a refresh that the provider holds up', true, { status: { ...refreshing(MINUTE_MS), ...held } }],
    ['a refresh of the future, before the clock was set back', false, { status: refreshing(-DAY_MS) }],
    [
      'a refresh far ahead, before the clock was set back',
      false,
      { status: { nextRefreshAt: NOW + DAY_MS } },
    ],
  ])('with %s: %s', (_case, expected, world) => {
    expect(settled(finding, world)).toBe(expected);
  });
});

test('the browser follows all accounts, the rest its own', () => {
  expect(settled(onBrowser, { other: due })).toBe(false);
  expect(settled(onServer, { other: due })).toBe(true);
  expect(settled(onAccount, { other: due })).toBe(true);
});

describe('after a gap in the watch', () => {
  test.each<[string, boolean, World]>([
    ['nothing is settled while any account is to be read', false, { gapEndedAgoMs: 0, other: due }],
    ['all is, once all are read', true, { gapEndedAgoMs: MINUTE_MS }],
    ['nobody is waited for after ten minutes', true, { gapEndedAgoMs: 10 * MINUTE_MS, other: due }],
    ['a refresh that the gap cut short goes on', false, { gapEndedAgoMs: 1, status: refreshing(HOUR_MS) }],
    [
      'that one is not waited for either after ten minutes',
      true,
      { gapEndedAgoMs: 10 * MINUTE_MS, status: refreshing(HOUR_MS) },
    ],
  ])('%s', (_case, expected, world) => {
    expect(settled(onServer, world)).toBe(expected);
  });
});

describe('a server whose reading is too old', () => {
  const stale = { readAt: NOW - 3 * HOUR_MS };

  test('says nothing of what is read', () => {
    expect(settled(onServer, { server: { readAt: NOW - 2 * HOUR_MS } })).toBe(true);
    expect(settled(onServer, { server: stale })).toBe(false);
    expect(settled(onServer, { server: { readAt: null, reading: null } })).toBe(false);
    expect(settled(onAccount, { server: stale })).toBe(true);
  });

  test.each([
    aFinding({ kind: 'unread', cause: 'stale', trouble: null, readAt: 1 }),
    aFinding({ kind: 'serverGone', backups: 1, goneAt: 1 }),
    aFinding({ kind: 'stuck', what: 'operation', startedAt: 1, usualMs: null }),
  ])('can be judged as $kind all the same', (finding) => {
    expect(settled(finding, { server: stale })).toBe(true);
  });

  test.each(['lock', 'backup'] as const)('does not say that a %s is no longer stuck', (what) => {
    const finding = aFinding({ kind: 'stuck', what, startedAt: 1, usualMs: null });
    expect(settled(finding)).toBe(true);
    expect(settled(finding, { server: stale })).toBe(false);
  });

  test('because it is gone: what was found of it is over', () => {
    expect(settled(onServer, { server: { ...stale, goneSince: NOW - DAY_MS } })).toBe(true);
  });
});
