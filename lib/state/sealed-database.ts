import type { Account, AccountStatus } from '../model/account';
import type { EpochMs } from '../model/time';
import { announceChange } from './changes';
import type { Database } from './database';
import { allStores, openOperationsIn } from './read';
import { keyIn, Records, WritableRecords } from './records';
import { opensSeal, type StateKey } from './seal';
import { dropDamaged, seal, unseal, wipe } from './sealing';
import { type ReadTransaction, reading, type StoreName, type WriteTransaction, writing } from './transaction';

type FreshStatus = (account: Account) => AccountStatus;

/** The database under its seal, with the key while that is given. All that seals or opens it is one transaction. */
export class SealedDatabase {
  private key: StateKey | null = null;
  /** Asked for within a transaction, which may have had to wait for one that changed the seal. */
  private readonly held = () => this.key;

  protected constructor(
    protected readonly database: Database,
    private isSealed: boolean,
  ) {}

  /** As this connection knows it: whether the state is sealed, and if so whether its key was given. */
  get sealState(): 'plain' | 'locked' | 'open' {
    if (!this.isSealed) return 'plain';
    return this.key === null ? 'locked' : 'open';
  }

  /** Which seal the state is under; null for none. */
  async sealId(): Promise<string | null> {
    const mark = await this.database.get('seal', 'seal');
    return mark === undefined ? null : mark.id;
  }

  /**
   * Opens the sealed state; false, and locked as before, where it is not its key. Records that are found damaged are
   * dropped and noted as faults of `now`, so that the others live; what was lost is made due to be read anew.
   */
  async unlock(key: StateKey, freshStatus: FreshStatus, now: EpochMs = Date.now()): Promise<boolean> {
    const isKey = await writing(this.database, allStores, async (transaction) => {
      const mark = await transaction.objectStore('seal').get('seal');
      if (mark === undefined || !opensSeal(mark, key)) return false;
      await dropDamaged(transaction, key, { freshStatus, now });
      return true;
    });
    if (isKey) this.become({ isSealed: true, key });
    return isKey;
  }

  /** Forgets the key. */
  lock(): void {
    this.become({ isSealed: this.isSealed, key: null });
  }

  /** Puts everything under a seal, at once; from then on the state says that it is sealed. */
  async sealAll(id: string, key: StateKey): Promise<void> {
    await writing(this.database, allStores, (transaction) => seal(transaction, id, key), 'strict');
    this.become({ isSealed: true, key });
  }

  /** Makes everything legible, at once; throws `locked` without the key. */
  async openAll(): Promise<void> {
    await writing(this.database, allStores, (transaction) => unseal(transaction, this.held), 'strict');
    this.become({ isSealed: false, key: null });
  }

  /** Forgets everything sealed and the seal with it, at once, key or no key; accounts and settings stay. */
  async dropSealed(freshStatus: FreshStatus): Promise<void> {
    await writing(this.database, allStores, (transaction) => wipe(transaction, freshStatus), 'strict');
    this.become({ isSealed: false, key: null });
  }

  /** How many operations have yet to end; known while locked too. */
  openOperations(): Promise<number> {
    return reading(this.database, ['operations'], openOperationsIn);
  }

  close(): void {
    this.database.close();
  }

  /** Reads sealed stores; rejects with `locked` without their key. */
  protected read<Result>(
    names: readonly StoreName[],
    work: (records: Records, transaction: ReadTransaction, key: StateKey | null) => Promise<Result>,
  ): Promise<Result> {
    return reading(this.database, [...names, 'seal'], async (transaction) => {
      const key = await keyIn(transaction, this.held);
      return work(new Records(transaction, key), transaction, key);
    });
  }

  /** Changes sealed stores; rejects with `locked` without their key. */
  protected write<Result>(
    names: readonly StoreName[],
    work: (records: WritableRecords, transaction: WriteTransaction) => Promise<Result>,
  ): Promise<Result> {
    return writing(this.database, [...names, 'seal'], async (transaction) =>
      work(new WritableRecords(transaction, await keyIn(transaction, this.held)), transaction),
    );
  }

  private become({ isSealed, key }: { isSealed: boolean; key: StateKey | null }): void {
    this.isSealed = isSealed;
    this.key = key;
    announceChange();
  }
}
