import type { Watch } from '../model/finding';
import { defaultSettings } from '../model/settings';
import type { StoredState } from '../model/state';
import { type Database, openDatabase } from './database';

export const neverWatched: Watch = { aliveAt: null, gaps: [] };

/** The whole stored state, from one read-only transaction: what the pages paint from. */
export async function readState(database: Database): Promise<StoredState> {
  const transaction = database.transaction(
    ['accounts', 'statuses', 'servers', 'operations', 'settings', 'findings', 'snoozes', 'watch'],
    'readonly',
  );
  const [accounts, statuses, servers, operations, settings, findings, snoozes, watch] = await Promise.all([
    transaction.objectStore('accounts').getAll(),
    transaction.objectStore('statuses').getAll(),
    transaction.objectStore('servers').getAll(),
    transaction.objectStore('operations').getAll(),
    transaction.objectStore('settings').get('settings'),
    transaction.objectStore('findings').getAll(),
    transaction.objectStore('snoozes').getAll(),
    transaction.objectStore('watch').get('watch'),
  ]);
  await transaction.done;
  return {
    accounts,
    statuses,
    servers,
    operations,
    settings: { ...defaultSettings, ...settings },
    findings,
    snoozes,
    watch: watch ?? neverWatched,
  };
}

/** Opens the stored state for a page, which only reads it. */
export async function openState(): Promise<{ read: () => Promise<StoredState> }> {
  const database = await openDatabase();
  return { read: () => readState(database) };
}
