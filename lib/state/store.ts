import type { Account, AccountId, AccountStatus, ServerId } from '../model/account';
import type { Fault } from '../model/fault';
import type { FindingRecord, Snooze, Watch } from '../model/finding';
import type { Operation, OperationId } from '../model/operation';
import type { Plan, PlanId } from '../model/plan';
import type { StoredServer } from '../model/server';
import { defaultSettings, type Settings } from '../model/settings';
import type { StoredState } from '../model/state';
import { announceChange } from './changes';
import { openDatabase } from './database';
import { addFaults } from './faults';
import { writeDown } from './journal';
import { addPlan } from './plans';
import { allStores, neverWatched, stateIn } from './read';
import type { ServerRecord } from './record';
import type { WritableRecords } from './records';
import { rangeOf, removeTraces } from './removal';
import { SealedDatabase } from './sealed-database';
import { type StoreName, type WriteTransaction, writing } from './transaction';

/**
 * The stored state for the background, the only writer. Every write is one transaction that has ended when the
 * promise resolves, rejects when the browser refuses it, and is then announced to the open pages. Under a seal, what
 * touches more than accounts, settings, watch and faults rejects with `locked` until its key was given.
 */
export class Store extends SealedDatabase {
  /** Locked where there is a seal. */
  static async open(name?: string): Promise<Store> {
    const database = await openDatabase(name);
    return new Store(database, (await database.get('seal', 'seal')) !== undefined);
  }

  readAll(): Promise<StoredState> {
    return this.read(allStores, (_records, transaction, key) => stateIn(transaction, key));
  }

  accounts(): Promise<Account[]> {
    return this.database.getAll('accounts');
  }

  account(id: AccountId): Promise<Account | undefined> {
    return this.database.get('accounts', id);
  }

  status(id: AccountId): Promise<AccountStatus | undefined> {
    return this.read(['statuses'], (records) => records.get('statuses', id));
  }

  statuses(): Promise<AccountStatus[]> {
    return this.read(['statuses'], (records) => records.all('statuses'));
  }

  servers(accountId: AccountId): Promise<StoredServer[]> {
    return this.read(['servers'], (records) => records.all('servers', rangeOf(accountId)));
  }

  server(accountId: AccountId, serverId: ServerId): Promise<StoredServer | undefined> {
    return this.read(['servers'], (records) => records.get('servers', [accountId, serverId]));
  }

  operations(): Promise<Operation[]> {
    return this.read(['operations'], (records) => records.all('operations'));
  }

  operation(id: OperationId): Promise<Operation | undefined> {
    return this.read(['operations'], (records) => records.get('operations', id));
  }

  plans(): Promise<Plan[]> {
    return this.read(['plans'], (records) => records.all('plans'));
  }

  findings(): Promise<FindingRecord[]> {
    return this.read(['findings'], (records) => records.all('findings'));
  }

  snoozes(): Promise<Snooze[]> {
    return this.read(['snoozes'], (records) => records.all('snoozes'));
  }

  async settings(): Promise<Settings> {
    return { ...defaultSettings, ...(await this.database.get('settings', 'settings')) };
  }

  async watch(): Promise<Watch> {
    return (await this.database.get('watch', 'watch')) ?? neverWatched;
  }

  /** The last ones, oldest first. */
  faults(): Promise<Fault[]> {
    return this.database.getAll('faults');
  }

  /** Notes a fault, and forgets the oldest beyond the number that is kept. */
  addFault(fault: Fault): Promise<void> {
    return this.change(['faults'], (transaction) => addFaults(transaction, [fault]));
  }

  /** Changes the named settings; what is not stored keeps following its default. */
  changeSettings(change: Partial<Settings>): Promise<void> {
    return this.change(['settings'], async (transaction) => {
      const settings = transaction.objectStore('settings');
      await settings.put({ ...(await settings.get('settings')), ...change }, 'settings');
    });
  }

  /** Takes settings over as they are, and labels of accounts that exist, all at once. */
  importSettings(settings: Settings, labels: ReadonlyMap<AccountId, string>): Promise<void> {
    return this.change(['settings', 'accounts'], async (transaction) => {
      const accounts = transaction.objectStore('accounts');
      await transaction.objectStore('settings').put(settings, 'settings');
      for (const [id, label] of labels) {
        const account = await accounts.get(id);
        if (account) await accounts.put({ ...account, label });
      }
    });
  }

  /** Announced only where a span without watching was added: that the background is awake changes no page. */
  async putWatch(watch: Watch): Promise<void> {
    const before = await this.watch();
    await this.database.put('watch', watch, 'watch');
    if (before.gaps.length !== watch.gaps.length || before.gaps.at(-1)?.to !== watch.gaps.at(-1)?.to) {
      announceChange();
    }
  }

  /** Replaces the records of all findings in one step; says so only where something changed. */
  async updateFindings(
    change: (records: readonly FindingRecord[]) => readonly FindingRecord[],
  ): Promise<readonly FindingRecord[]> {
    const { before, after } = await this.write(['findings'], async (records, transaction) => {
      const before = await records.all('findings');
      const after = change(before);
      if (after === before) return { before, after };
      const kept = new Set(after.map(({ id }) => id));
      const known = new Map(before.map((record) => [record.id, record]));
      for (const { id } of before) if (!kept.has(id)) await transaction.objectStore('findings').delete(id);
      for (const record of after) if (known.get(record.id) !== record) await records.put('findings', record);
      return { before, after };
    });
    if (after !== before) announceChange();
    return after;
  }

  putSnooze(snooze: Snooze): Promise<void> {
    return this.update(['snoozes'], (records) => records.put('snoozes', snooze));
  }

  removeSnooze(target: string): Promise<void> {
    return this.update(['snoozes'], (_records, transaction) =>
      transaction.objectStore('snoozes').delete(target),
    );
  }

  /** Adds an account together with its first status: no reader ever sees one without the other. */
  addAccount(account: Account, status: AccountStatus): Promise<void> {
    return this.update(['accounts', 'statuses'], async (records, transaction) => {
      await transaction.objectStore('accounts').add(account);
      await records.add('statuses', status);
    });
  }

  /** Changes what is stored of an account; does nothing where the account is gone. */
  updateAccount(id: AccountId, change: (account: Account) => Account): Promise<void> {
    return this.change(['accounts'], async (transaction) => {
      const accounts = transaction.objectStore('accounts');
      const account = await accounts.get(id);
      if (account) await accounts.put(change(account));
    });
  }

  /** Changes an account's status; does nothing where the account was removed meanwhile. */
  updateStatus(id: AccountId, change: (status: AccountStatus) => AccountStatus): Promise<void> {
    return this.update(['statuses'], async (records) => {
      const status = await records.get('statuses', id);
      if (status) await records.put('statuses', change(status));
    });
  }

  /**
   * Removes an account with all that is stored of it: status, servers, operations, findings, snoozes, its goals and its
   * mute. What concerns a server that another account reaches too stays.
   */
  removeAccount(id: AccountId): Promise<void> {
    return this.update(allStores, (records, transaction) => removeTraces(transaction, records, id));
  }

  /** Writes servers of an account that still exists; a refresh that outlives its account leaves nothing behind. */
  putServers(accountId: AccountId, servers: readonly StoredServer[]): Promise<void> {
    return this.update(['accounts', 'servers'], async (records, transaction) => {
      if (!(await transaction.objectStore('accounts').get(accountId))) return;
      for (const server of servers) await records.put('servers', withId(server));
    });
  }

  /** Changes one stored server; does nothing where it is gone. */
  updateServer(
    accountId: AccountId,
    serverId: ServerId,
    change: (server: StoredServer) => StoredServer,
  ): Promise<void> {
    return this.update(['servers'], async (records) => {
      const server = await records.get('servers', [accountId, serverId]);
      if (server) await records.put('servers', withId(change(server)));
    });
  }

  /** Writes an operation of an account that still exists to the journal, and forgets the oldest ended ones beyond what is kept. */
  putOperation(operation: Operation): Promise<void> {
    return this.update(['accounts', 'operations', 'plans'], (records, transaction) =>
      writeDown(operation, records, transaction),
    );
  }

  /** Keeps a plan, and forgets the oldest ended ones beyond what is kept. */
  addPlan(plan: Plan): Promise<void> {
    return this.update(['plans'], (records, transaction) => addPlan(plan, records, transaction));
  }

  /** Changes a plan; does nothing where it was removed with its account. */
  updatePlan(id: PlanId, change: (plan: Plan) => Plan): Promise<void> {
    return this.update(['plans'], async (records) => {
      const plan = await records.get('plans', id);
      if (plan) await records.put('plans', change(plan));
    });
  }

  /** Changes sealed stores, and says so. */
  private async update(
    names: readonly StoreName[],
    work: (records: WritableRecords, transaction: WriteTransaction) => Promise<void>,
  ): Promise<void> {
    await this.write(names, work);
    announceChange();
  }

  /** Changes what is never sealed, and says so. */
  private async change(
    names: readonly StoreName[],
    work: (transaction: WriteTransaction) => Promise<void>,
  ): Promise<void> {
    await writing(this.database, names, work);
    announceChange();
  }
}

function withId(server: StoredServer): ServerRecord {
  return { ...server, serverId: server.server.id };
}
