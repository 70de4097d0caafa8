import type { Account, AccountId, AccountStatus, ServerId } from '../model/account';
import type { FindingRecord, Snooze, Watch } from '../model/finding';
import { hasEnded, type Operation, type OperationId } from '../model/operation';
import type { StoredServer } from '../model/server';
import { defaultSettings, type Settings } from '../model/settings';
import type { StoredState } from '../model/state';
import { announceChange } from './changes';
import { type Database, openDatabase, type ServerRecord } from './database';
import { neverWatched, readState } from './read';
import { traceOf } from './trace';

/** Ended operations that are kept; older ones are forgotten once they have been told. */
const KEPT_OPERATIONS = 200;

/**
 * The stored state for the background, the only writer. Every write is one transaction that has ended when the
 * promise resolves, rejects when the browser refuses it, and is then announced to the open pages.
 */
export class Store {
  constructor(private readonly database: Database) {}

  static async open(name?: string): Promise<Store> {
    return new Store(await openDatabase(name));
  }

  readAll(): Promise<StoredState> {
    return readState(this.database);
  }

  accounts(): Promise<Account[]> {
    return this.database.getAll('accounts');
  }

  account(id: AccountId): Promise<Account | undefined> {
    return this.database.get('accounts', id);
  }

  status(id: AccountId): Promise<AccountStatus | undefined> {
    return this.database.get('statuses', id);
  }

  statuses(): Promise<AccountStatus[]> {
    return this.database.getAll('statuses');
  }

  servers(accountId: AccountId): Promise<StoredServer[]> {
    return this.database.getAll('servers', rangeOf(accountId));
  }

  server(accountId: AccountId, serverId: ServerId): Promise<StoredServer | undefined> {
    return this.database.get('servers', [accountId, serverId]);
  }

  operations(): Promise<Operation[]> {
    return this.database.getAll('operations');
  }

  operation(id: OperationId): Promise<Operation | undefined> {
    return this.database.get('operations', id);
  }

  async settings(): Promise<Settings> {
    return { ...defaultSettings, ...(await this.database.get('settings', 'settings')) };
  }

  /** Changes the named settings; what is not stored keeps following its default. */
  async changeSettings(change: Partial<Settings>): Promise<void> {
    const transaction = this.database.transaction('settings', 'readwrite');
    await transaction.store.put({ ...(await transaction.store.get('settings')), ...change }, 'settings');
    await transaction.done;
    announceChange();
  }

  /** Takes settings over as they are, and labels of accounts that exist, all at once. */
  async importSettings(settings: Settings, labels: ReadonlyMap<AccountId, string>): Promise<void> {
    const transaction = this.database.transaction(['settings', 'accounts'], 'readwrite');
    const accounts = transaction.objectStore('accounts');
    await transaction.objectStore('settings').put(settings, 'settings');
    for (const [id, label] of labels) {
      const account = await accounts.get(id);
      if (account) await accounts.put({ ...account, label });
    }
    await transaction.done;
    announceChange();
  }

  findings(): Promise<FindingRecord[]> {
    return this.database.getAll('findings');
  }

  /** Replaces the records of all findings in one step; says so only where something changed. */
  async updateFindings(
    change: (records: readonly FindingRecord[]) => readonly FindingRecord[],
  ): Promise<readonly FindingRecord[]> {
    const transaction = this.database.transaction('findings', 'readwrite');
    const before = await transaction.store.getAll();
    const after = change(before);
    if (after === before) {
      await transaction.done;
      return before;
    }
    const kept = new Set(after.map(({ id }) => id));
    const known = new Map(before.map((record) => [record.id, record]));
    for (const { id } of before) if (!kept.has(id)) await transaction.store.delete(id);
    for (const record of after) if (known.get(record.id) !== record) await transaction.store.put(record);
    await transaction.done;
    announceChange();
    return after;
  }

  snoozes(): Promise<Snooze[]> {
    return this.database.getAll('snoozes');
  }

  async putSnooze(snooze: Snooze): Promise<void> {
    await this.database.put('snoozes', snooze);
    announceChange();
  }

  async removeSnooze(target: string): Promise<void> {
    await this.database.delete('snoozes', target);
    announceChange();
  }

  async watch(): Promise<Watch> {
    return (await this.database.get('watch', 'watch')) ?? neverWatched;
  }

  /** Announced only where a span without watching was added: that the background is awake changes no page. */
  async putWatch(watch: Watch): Promise<void> {
    const before = await this.watch();
    await this.database.put('watch', watch, 'watch');
    if (before.gaps.length !== watch.gaps.length || before.gaps.at(-1)?.to !== watch.gaps.at(-1)?.to) {
      announceChange();
    }
  }

  /** Adds an account together with its first status: no reader ever sees one without the other. */
  async addAccount(account: Account, status: AccountStatus): Promise<void> {
    const transaction = this.database.transaction(['accounts', 'statuses'], 'readwrite');
    await Promise.all([
      transaction.objectStore('accounts').add(account),
      transaction.objectStore('statuses').add(status),
      transaction.done,
    ]);
    announceChange();
  }

  /** Changes what is stored of an account; does nothing where the account is gone. */
  async updateAccount(id: AccountId, change: (account: Account) => Account): Promise<void> {
    const transaction = this.database.transaction('accounts', 'readwrite');
    const account = await transaction.store.get(id);
    if (account) await transaction.store.put(change(account));
    await transaction.done;
    announceChange();
  }

  /** Changes an account's status; does nothing where the account was removed meanwhile. */
  async updateStatus(id: AccountId, change: (status: AccountStatus) => AccountStatus): Promise<void> {
    const transaction = this.database.transaction('statuses', 'readwrite');
    const status = await transaction.store.get(id);
    if (status) await transaction.store.put(change(status));
    await transaction.done;
    announceChange();
  }

  /**
   * Removes an account with all that is stored of it: status, servers, operations, findings, snoozes, its goals and its
   * mute. What concerns a server that another account reaches too stays.
   */
  async removeAccount(id: AccountId): Promise<void> {
    const transaction = this.database.transaction(
      ['accounts', 'statuses', 'servers', 'operations', 'settings', 'findings', 'snoozes'],
      'readwrite',
    );
    const [servers, operations, settings, findings, snoozes] = await Promise.all([
      transaction.objectStore('servers').getAll(),
      transaction.objectStore('operations').getAll(),
      transaction.objectStore('settings').get('settings'),
      transaction.objectStore('findings').getAll(),
      transaction.objectStore('snoozes').getAll(),
    ]);
    const forgotten = traceOf(id, servers);
    await Promise.all([
      transaction.objectStore('accounts').delete(id),
      transaction.objectStore('statuses').delete(id),
      transaction.objectStore('servers').delete(rangeOf(id)),
      ...operations
        .filter((operation) => operation.accountId === id)
        .map((operation) => transaction.objectStore('operations').delete(operation.id)),
      ...findings
        .filter(({ finding }) => forgotten.has(finding.subject))
        .map((record) => transaction.objectStore('findings').delete(record.id)),
      ...snoozes
        .filter(({ target }) => forgotten.hasTarget(target))
        .map(({ target }) => transaction.objectStore('snoozes').delete(target)),
      ...(settings ? [transaction.objectStore('settings').put(forgotten.without(settings), 'settings')] : []),
      transaction.done,
    ]);
    announceChange();
  }

  /** Writes servers of an account that still exists; a refresh that outlives its account leaves nothing behind. */
  async putServers(accountId: AccountId, servers: readonly StoredServer[]): Promise<void> {
    const transaction = this.database.transaction(['accounts', 'servers'], 'readwrite');
    if (await transaction.objectStore('accounts').get(accountId)) {
      for (const server of servers) await transaction.objectStore('servers').put(recordOf(server));
    }
    await transaction.done;
    announceChange();
  }

  /** Changes one stored server; does nothing where it is gone. */
  async updateServer(
    accountId: AccountId,
    serverId: ServerId,
    change: (server: StoredServer) => StoredServer,
  ): Promise<void> {
    const transaction = this.database.transaction('servers', 'readwrite');
    const server = await transaction.store.get([accountId, serverId]);
    if (server) await transaction.store.put(recordOf(change(server)));
    await transaction.done;
    announceChange();
  }

  /** Writes an operation of an account that still exists to the journal, and forgets the oldest ended ones beyond the number that is kept. */
  async putOperation(operation: Operation): Promise<void> {
    const transaction = this.database.transaction(['accounts', 'operations'], 'readwrite');
    const journal = transaction.objectStore('operations');
    if (await transaction.objectStore('accounts').get(operation.accountId)) await journal.put(operation);
    const ended = (await journal.getAll())
      .filter(hasEnded)
      .filter((entry) => entry.toldAt !== null)
      .sort((a, b) => b.endedAt - a.endedAt);
    for (const old of ended.slice(KEPT_OPERATIONS)) await journal.delete(old.id);
    await transaction.done;
    announceChange();
  }

  close(): void {
    this.database.close();
  }
}

function recordOf(server: StoredServer): ServerRecord {
  return { ...server, serverId: server.server.id };
}

function rangeOf(accountId: AccountId): IDBKeyRange {
  return IDBKeyRange.bound([accountId], [accountId, []]);
}
