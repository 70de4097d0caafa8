import pLimit from 'p-limit';
import type { Account, AccountStatus } from '../../model/account';
import type { EpochMs } from '../../model/time';
import { TroubleError } from '../../model/trouble';
import type { Environment } from '../environment';
import { keysOf, newRoot, type Root, type SealKeys, unwrapRoot, wrapRoot } from './envelope';
import { idleAt } from './idle';
import { forgetKeys, recall, remember, rememberUse } from './unlocked';

/** The passphrase that a person may set: it seals the keys and the stored fleet, and locks them. */
export type Lock = {
  /** Takes up what the last worker left, once; everything else waits for it. */
  readonly start: () => Promise<void>;
  /** What the stored state itself says: it is the one that commits. */
  readonly state: () => 'none' | 'open' | 'locked';
  /** Aborted, with `locked` as its reason, when it is locked next; what holds a key in memory ends with it. */
  readonly untilLocked: () => AbortSignal;
  /** Seals everything under a passphrase that did not exist before; throws `internal` where there is one. */
  readonly setPassphrase: (passphrase: string) => Promise<void>;
  /** Throws `wrongPassphrase`, as the two below do. */
  readonly changePassphrase: (current: string, next: string) => Promise<void>;
  readonly removePassphrase: (current: string) => Promise<void>;
  /** Throws `keyDamaged` where what a passphrase opens is no longer there or was weakened: it can only be forgotten. */
  readonly unlock: (passphrase: string) => Promise<void>;
  /** Locks at once; without a passphrase it does nothing. */
  readonly lockNow: () => Promise<void>;
  /** Wipes every key and everything sealed; accounts and settings stay, and ask for their keys. */
  readonly forget: () => Promise<void>;
  /** A person used one of our pages. */
  readonly used: () => Promise<void>;
  /** Locks where the time is over and no operation is open; to be called before anything that is asked or due. */
  readonly lockIfIdle: () => Promise<void>;
  /** When it is to be looked at again; infinite where nothing locks by itself, or not before an operation ends. */
  readonly lockAt: () => Promise<EpochMs>;
};

/** The status that an account begins anew with: its own was dropped, or its key was wiped. */
export type FreshStatuses = {
  readonly dropped: (account: Account) => AccountStatus;
  readonly keyWiped: (account: Account) => AccountStatus;
};

const states = { plain: 'none', open: 'open', locked: 'locked' } as const;

export function createLock(
  env: Pick<Environment, 'store' | 'vault' | 'session' | 'now'>,
  fresh: FreshStatuses,
): Lock {
  const { store, vault, session } = env;
  // Two unlocks, or a lock amid a change, come one after the other.
  const alone = pLimit(1);
  let started: Promise<void> | null = null;
  let unlocked = new AbortController();

  const state = () => states[store.sealState];

  async function recover(): Promise<void> {
    await vault.settle(await store.sealId());
    await vault.keepOnly((await store.accounts()).map(({ id }) => id));
    if (state() === 'none') {
      unlocked = new AbortController();
      return forgetKeys(session);
    }
    const left = await recall(session);
    if (left === null || !(await open(left.keys))) await close();
  }

  /** Where it does not open, or fails over it, no key stays behind: pages would show what nobody watches. */
  async function open({ vaultKey, stateKey }: SealKeys): Promise<boolean> {
    try {
      await vault.unlock(vaultKey);
      const isOpen = await store.unlock(stateKey, fresh.dropped, env.now());
      if (isOpen) unlocked = new AbortController();
      else vault.lock();
      return isOpen;
    } catch (error) {
      await close();
      throw error;
    }
  }

  /** A change that failed half way is settled by what the state says, as after the death of a worker. */
  async function changing(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      started = null;
      throw error;
    }
  }

  /** What is under way ends with `locked` first: nothing of it is to be sent or kept while the keys go. */
  async function close(): Promise<void> {
    unlocked.abort(new TroubleError({ kind: 'locked' }));
    try {
      await session.clear();
    } finally {
      vault.lock();
      store.lock();
    }
  }

  async function rootUnder(passphrase: string): Promise<{ root: Root; sealId: string; iterations: number }> {
    if (state() === 'none') throw noPassphrase();
    const envelope = await vault.envelope();
    if (envelope === null) throw new TroubleError({ kind: 'keyDamaged' });
    const root = await unwrapRoot(envelope, passphrase, vault.cost.least);
    return { root, sealId: envelope.sealId, iterations: envelope.iterations };
  }

  async function rewrap(root: Root, passphrase: string, sealId: string): Promise<void> {
    await vault.replaceEnvelope(await wrapRoot(root, { passphrase, sealId, iterations: vault.cost.now }));
  }

  async function set(passphrase: string): Promise<void> {
    if (state() !== 'none') throw new TroubleError({ kind: 'internal', where: 'passphrase is set' });
    const root = newRoot();
    const sealId = crypto.randomUUID();
    const envelope = await wrapRoot(root, { passphrase, sealId, iterations: vault.cost.now });
    const keys = await keysOf(root);
    await vault.switchTo(
      { by: 'passphrase', envelope, vaultKey: keys.vaultKey },
      {
        async commit() {
          // Before the state is sealed: a worker that dies right after it would leave a person locked out of pages
          // that had just asked for a new passphrase.
          await remember(session, { keys, usedAt: env.now() });
          await store.sealAll(sealId, keys.stateKey);
        },
        sealId: () => store.sealId(),
      },
    );
  }

  async function remove(current: string): Promise<void> {
    await rootUnder(current);
    await vault.switchTo(
      { by: 'device', keys: 'kept' },
      { commit: () => store.openAll(), sealId: () => store.sealId() },
    );
    await forgetKeys(session);
  }

  async function unlock(passphrase: string): Promise<void> {
    const { root, sealId, iterations } = await rootUnder(passphrase);
    const keys = await keysOf(root);
    await remember(session, { keys, usedAt: env.now() });
    if (state() === 'locked' && !(await open(keys))) {
      await session.clear();
      throw new TroubleError({ kind: 'keyDamaged' });
    }
    if (iterations < vault.cost.now) await rewrap(root, passphrase, sealId);
  }

  async function forget(): Promise<void> {
    if (state() === 'none') throw noPassphrase();
    // Locked first: a refresh that still runs could write into the state that was just emptied.
    try {
      await close();
    } catch (error) {
      // What stays in the browser's memory opens nothing once all is wiped: no reason to keep a person locked out.
      console.error('the unlocked keys could not be taken out of memory', error);
    }
    await vault.switchTo(
      { by: 'device', keys: 'wiped' },
      { commit: () => store.dropSealed(fresh.keyWiped), sealId: () => store.sealId() },
    );
    unlocked = new AbortController();
  }

  const lockAt = async () => (state() === 'open' ? idleAt(env) : Number.POSITIVE_INFINITY);

  async function closeIfIdle(): Promise<void> {
    if (state() === 'open' && (await lockAt()) <= env.now()) await close();
  }

  return {
    start() {
      started ??= alone(recover).catch((error: unknown) => {
        started = null;
        throw error;
      });
      return started;
    },
    state,
    untilLocked: () => unlocked.signal,
    setPassphrase: (passphrase) => alone(() => changing(() => set(passphrase))),
    changePassphrase: (current, next) =>
      alone(async () => {
        const { root, sealId } = await rootUnder(current);
        await rewrap(root, next, sealId);
      }),
    removePassphrase: (current) => alone(() => changing(() => remove(current))),
    unlock: (passphrase) => alone(() => unlock(passphrase)),
    lockNow: () =>
      alone(async () => {
        // Also where it is locked: the keys may have stayed in the browser's memory when they were to go.
        if (state() !== 'none') await close();
      }),
    forget: () => alone(() => changing(forget)),
    used: () =>
      alone(async () => {
        if (state() === 'open') await rememberUse(session, env.now());
      }),
    lockIfIdle: async () => {
      if (state() === 'open') await alone(closeIfIdle);
    },
    lockAt,
  };
}

function noPassphrase(): TroubleError {
  return new TroubleError({ kind: 'internal', where: 'no passphrase is set' });
}
