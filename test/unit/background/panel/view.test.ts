import { describe, expect, test } from 'vitest';
import { panelViewOf } from '../../../../lib/background/panel/view';
import { overview } from '../../../../lib/fleet/overview';
import { panelWords } from '../../../../lib/model/panel';
import { defaultSettings } from '../../../../lib/model/settings';
import type { StoredState } from '../../../../lib/model/state';
import { HOUR_MS, MINUTE_MS } from '../../../../lib/model/time';
import {
  aBackup,
  anAccount,
  anOperation,
  aReading,
  aServer,
  aState,
  aStatus,
  aStored,
  NOW,
} from '../../builders';

function serverOf(over: Partial<StoredState> = {}) {
  const [server] = panelViewOf(overview(aState(over), NOW), 'hostup').servers;
  if (!server) throw new Error('there is one server');
  return server;
}

describe('what a panel is told', () => {
  test('the last good backup by our clock, and until when the reading vouches for it', () => {
    expect(serverOf({ statuses: [aStatus({ skewMs: 7 * MINUTE_MS })] }).backup).toEqual({
      kind: 'known',
      createdAt: NOW - HOUR_MS - 7 * MINUTE_MS,
      exactText: expect.stringMatching(/^Last good backup: \w+,? \d+ \w+ \d{4}.* \d\d:\d\d.*, manual$/),
      goalMs: 24 * HOUR_MS,
      graceMs: 3 * HOUR_MS,
      vouchedUntil: NOW + 2 * HOUR_MS,
    });
  });

  test('that there is none, and that it is not known', () => {
    const none = aStored({ reading: aReading({ backups: [] }) });
    expect(serverOf({ servers: [none] }).backup).toEqual({ kind: 'never', vouchedUntil: NOW + 2 * HOUR_MS });
    const old = aStored({ readAt: NOW - 3 * HOUR_MS });
    expect(serverOf({ servers: [old] }).backup).toEqual({ kind: 'unknown' });
  });

  test('an operation under way, and its end for an hour', () => {
    expect(serverOf({ operations: [anOperation()] }).operation).toEqual({ state: 'running', percent: 46 });
    const ended = (endedAt: number) => anOperation({ state: 'undecided', endedAt, toldAt: null });
    expect(serverOf({ operations: [ended(NOW - MINUTE_MS)] }).operation).toEqual({
      state: 'undecided',
      endedAt: NOW - MINUTE_MS,
    });
    expect(serverOf({ operations: [ended(NOW - 2 * HOUR_MS)] }).operation).toBeNull();
  });

  test('whether a number is wanted: not where one is known, none exists or the offer was declined', () => {
    expect(serverOf()).toMatchObject({ legacyId: null, wantsLegacyId: true });
    expect(serverOf({ accounts: [anAccount({ legacyIds: { s1: '77' } })] })).toMatchObject({
      legacyId: '77',
      wantsLegacyId: false,
    });
    const settings = { ...defaultSettings, legacyOffersDeclined: ['hostup/s1'] };
    expect(serverOf({ settings })).toMatchObject({ wantsLegacyId: false });
  });

  test('nothing but its own provider, and no label, note or id of an account', () => {
    const state = aState({
      accounts: [
        anAccount({ id: 'account-secret', label: 'label-secret' }),
        anAccount({ id: 'other-secret', provider: 'vpsorg', label: 'shop-secret' }),
      ],
      statuses: [aStatus({ accountId: 'account-secret' }), aStatus({ accountId: 'other-secret' })],
      servers: [
        aStored({
          accountId: 'account-secret',
          reading: aReading({ backups: [aBackup({ note: 'note-secret' })] }),
        }),
        aStored({
          accountId: 'other-secret',
          server: aServer({ id: 's2', provider: 'vpsorg', name: 'server-secret' }),
        }),
      ],
    });
    const view = panelViewOf(overview(state, NOW), 'hostup');
    expect(view.servers.map(({ name }) => name)).toEqual(['app-01']);
    expect(JSON.stringify(view)).not.toContain('secret');
  });

  test('every word, with its places left open', () => {
    const { words } = panelViewOf(overview(aState(), NOW), 'hostup');
    expect(Object.keys(words)).toEqual([...panelWords]);
    expect(words.lastGood).toBe('Last good backup {age} ago');
    expect(Object.values(words).every((word) => word !== '' && !word.startsWith('panel.'))).toBe(true);
  });
});
