import type { Watch } from '../model/finding';
import { defaultSettings, type LanguageChoice, type Settings } from '../model/settings';
import type { StoredState } from '../model/state';
import type { Database } from './database';
import { isOpenOperation } from './record';
import { Records } from './records';
import { opensSeal, type StateKey } from './seal';
import { type ReadTransaction, reading, type StoreName } from './transaction';
import { readStateKey } from './unlocked';

export const neverWatched: Watch = { aliveAt: null, gaps: [] };

/** What a page may see of the stored state. */
export type StateView =
  | { readonly kind: 'open'; readonly isSealed: boolean; readonly state: StoredState }
  /** `unfollowed`: operations that have not ended. */
  | { readonly kind: 'locked'; readonly unfollowed: number; readonly language: LanguageChoice };

export const allStores = [
  'accounts',
  'statuses',
  'servers',
  'operations',
  'plans',
  'settings',
  'findings',
  'snoozes',
  'watch',
  'faults',
  'seal',
] as const satisfies readonly StoreName[];

/** The whole stored state, as it is within one transaction; `key` null where nothing is sealed. */
export async function stateIn(transaction: ReadTransaction, key: StateKey | null): Promise<StoredState> {
  const records = new Records(transaction, key);
  const [accounts, statuses, servers, operations, plans, settings, findings, snoozes, watch, faults] =
    await Promise.all([
      transaction.objectStore('accounts').getAll(),
      records.all('statuses'),
      records.all('servers'),
      records.all('operations'),
      records.all('plans'),
      settingsIn(transaction),
      records.all('findings'),
      records.all('snoozes'),
      transaction.objectStore('watch').get('watch'),
      transaction.objectStore('faults').getAll(),
    ]);
  return {
    accounts,
    statuses,
    servers,
    operations,
    plans,
    settings,
    findings,
    snoozes,
    watch: watch ?? neverWatched,
    faults,
  };
}

/** The settings, which are never sealed; what is not stored follows its default. */
async function settingsIn(transaction: ReadTransaction): Promise<Settings> {
  return { ...defaultSettings, ...(await transaction.objectStore('settings').get('settings')) };
}

/** How many operations have yet to end; needs no key. */
export async function openOperationsIn(transaction: ReadTransaction): Promise<number> {
  return (await transaction.objectStore('operations').getAll()).filter(isOpenOperation).length;
}

/** The stored state for a page, which only reads it, with the key that an unlocked background left for it. */
export async function viewState(database: Database): Promise<StateView> {
  // Before the transaction, which would end over it.
  const key = await readStateKey();
  return reading(database, allStores, async (transaction) => {
    const mark = await transaction.objectStore('seal').get('seal');
    if (mark === undefined) return { kind: 'open', isSealed: false, state: await stateIn(transaction, null) };
    if (key === null || !opensSeal(mark, key)) {
      const { language } = await settingsIn(transaction);
      return { kind: 'locked', unfollowed: await openOperationsIn(transaction), language };
    }
    return { kind: 'open', isSealed: true, state: await stateIn(transaction, key) };
  });
}
