import type { Account, AccountId, AccountStatus, ProviderId, ServerId } from '../model/account';
import type { EpochMs } from '../model/time';
import { TroubleError } from '../model/trouble';
import { originPattern, panelPattern, providerInfo } from '../providers/origins';
import { capabilitiesOf, providerOf } from '../providers/registry';
import type { Environment } from './environment';
import type { Refresher } from './refresh';
import type { Sessions } from './sessions';

export type Accounts = {
  /** Checks the key at its provider, then keeps it; throws the trouble and keeps nothing otherwise. */
  readonly add: (provider: ProviderId, label: string, key: string) => Promise<Account>;
  readonly replaceKey: (accountId: AccountId, key: string) => Promise<void>;
  readonly rename: (accountId: AccountId, label: string) => Promise<void>;
  /** Forgets the key and all stored data; releases the provider's permission with its last account. */
  readonly remove: (accountId: AccountId) => Promise<void>;
  readonly setLegacyId: (
    accountId: AccountId,
    serverId: ServerId,
    legacyId: string | null,
    mustName: boolean,
  ) => Promise<void>;
};

export function createAccounts(env: Environment, sessions: Sessions, refresher: Refresher): Accounts {
  async function existing(accountId: AccountId): Promise<Account> {
    const account = await env.store.account(accountId);
    if (!account) throw new TroubleError({ kind: 'accountMissing' });
    return account;
  }

  async function checkKey(provider: ProviderId, key: string, except: AccountId | null): Promise<void> {
    for (const account of await env.store.accounts()) {
      if (account.provider !== provider || account.id === except) continue;
      if ((await keyOf(account.id)) === key) throw new TroubleError({ kind: 'duplicate' });
    }
    const http = await sessions.under(provider, key);
    await providerOf(provider).checkKey(http);
  }

  /** The key of another account, or null where its record cannot be opened: that is that account's trouble. */
  async function keyOf(accountId: AccountId): Promise<string | null> {
    try {
      return await env.vault.unseal(accountId);
    } catch (error) {
      if (error instanceof TroubleError) return null;
      throw error;
    }
  }

  async function releaseIfUnused(provider: ProviderId): Promise<void> {
    const used = (await env.store.accounts()).some((account) => account.provider === provider);
    if (used) return;
    const info = providerInfo(provider);
    for (const pattern of new Set([originPattern(info), panelPattern(info)])) {
      if (await env.platform.hasOrigin(pattern)) await env.platform.releaseOrigin(pattern);
    }
  }

  return {
    async add(provider, label, key) {
      const now = env.now();
      const account: Account = { id: crypto.randomUUID(), provider, label, createdAt: now, legacyIds: {} };
      try {
        await checkKey(provider, key, null);
        await env.vault.seal(account.id, key);
        await env.store.addAccount(account, firstStatus(account, now));
        return account;
      } catch (error) {
        await env.vault.remove(account.id);
        await releaseIfUnused(provider);
        throw error;
      }
    },
    async replaceKey(accountId, key) {
      const account = await existing(accountId);
      await checkKey(account.provider, key, accountId);
      await env.vault.seal(accountId, key);
      await env.store.updateStatus(accountId, (status) => ({
        ...status,
        writes: 'untried',
        keyNumber: status.keyNumber + 1,
        trouble: null,
        troubleSince: null,
        refresh: null,
        nextRefreshAt: env.now(),
      }));
    },
    async rename(accountId, label) {
      await existing(accountId);
      await env.store.updateAccount(accountId, (account) => ({ ...account, label }));
    },
    async remove(accountId) {
      const account = await existing(accountId);
      await env.vault.remove(accountId);
      // Without its key no session begins any more; those that stand end before what is known of the account goes.
      sessions.forget(accountId);
      await env.store.removeAccount(accountId);
      await releaseIfUnused(account.provider);
    },
    async setLegacyId(accountId, serverId, legacyId, mustName) {
      const account = await existing(accountId);
      if (legacyId !== null) {
        const stored = await env.store.server(accountId, serverId);
        const { checkLegacyId } = providerOf(account.provider);
        if (!stored || !checkLegacyId) throw new TroubleError({ kind: 'notOffered' });
        await checkLegacyId(await sessions.of(account), stored.server, legacyId, mustName);
      }
      await env.store.updateAccount(accountId, (current) => {
        const { [serverId]: _, ...others } = current.legacyIds;
        return { ...current, legacyIds: legacyId === null ? others : { ...others, [serverId]: legacyId } };
      });
      try {
        await refresher.readServer(accountId, serverId);
      } catch (error) {
        // The number is kept all the same; what the read ran into stands at the server.
        if (!(error instanceof TroubleError)) throw error;
      }
    },
  };
}

/** The status of an account that was never read, or of which nothing is left: it is due at once. */
export function firstStatus(account: Account, now: EpochMs): AccountStatus {
  return {
    accountId: account.id,
    capabilities: capabilitiesOf(providerOf(account.provider)),
    writes: 'untried',
    checkedAt: null,
    keyNumber: 1,
    trouble: null,
    troubleSince: null,
    skewMs: 0,
    unreadableRows: 0,
    refresh: null,
    nextRefreshAt: now,
  };
}
