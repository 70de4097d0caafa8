import { isHeld } from '../fleet/hold';
import { createLimiter, type Limiter } from '../http/limiter';
import { openSession } from '../http/open';
import type { HttpSession } from '../http/session';
import type { Account, AccountId, ProviderId } from '../model/account';
import { TroubleError } from '../model/trouble';
import { originPattern, providerInfo } from '../providers/origins';
import { providerOf } from '../providers/registry';
import type { Environment } from './environment';
import { noteFault } from './faults';
import type { Lock } from './vault/lock';

export type Sessions = {
  /**
   * Calls under an account's stored key; throws `permissionMissing`, `keyMissing`, `keyDamaged` or `locked` before
   * anything is sent. Once Lastgood is locked nothing more leaves, not even after it was unlocked again; nor does anything
   * of an account that was removed, whatever waits for its turn.
   */
  readonly of: (account: Account) => Promise<HttpSession>;
  /** Calls under a key that is not stored (yet). */
  readonly under: (provider: ProviderId, key: string) => Promise<HttpSession>;
  /** Ends all sessions of an account that is removed. */
  readonly forget: (accountId: AccountId) => void;
};

/** What the sessions of an account share. */
type Shared = { readonly limiter: Limiter; readonly removal: AbortController };

/** The provider's clock moves by less than this between answers without being written down again. */
const SKEW_STEP_MS = 2000;

export function createSessions(env: Environment, lock: Pick<Lock, 'untilLocked'>): Sessions {
  const accounts = new Map<AccountId, Shared>();

  function sharedBy(accountId: AccountId): Shared {
    const shared = accounts.get(accountId) ?? { limiter: createLimiter(), removal: new AbortController() };
    accounts.set(accountId, shared);
    return shared;
  }

  async function open(
    provider: ProviderId,
    key: string,
    limiter: Limiter,
    until: AbortSignal,
    onServerTime?: (skewMs: number) => void,
  ) {
    const info = providerInfo(provider);
    const pattern = originPattern(info);
    if (!(await env.platform.hasOrigin(pattern))) {
      throw new TroubleError({ kind: 'permissionMissing', origin: info.apiOrigin });
    }
    return openSession({
      origin: info.apiOrigin,
      headers: providerOf(provider).auth(key),
      secrets: [key],
      fetch: env.fetch,
      now: env.now,
      limiter,
      until,
      ...(onServerTime ? { onServerTime } : {}),
    });
  }

  return {
    async of(account) {
      // Asked for before the key is: one that is locked or removed meanwhile must not go out with it.
      const { limiter, removal } = sharedBy(account.id);
      const until = AbortSignal.any([lock.untilLocked(), removal.signal]);
      const key = await env.vault.unseal(account.id);
      const status = await env.store.status(account.id);
      if (status && status.trouble && status.trouble.kind === 'rateLimited' && isHeld(status, env.now())) {
        limiter.hold(status.trouble.retryAt);
      }
      let known = status ? status.skewMs : 0;
      return open(account.provider, key, limiter, until, (skewMs) => {
        if (Math.abs(skewMs - known) < SKEW_STEP_MS) return;
        known = skewMs;
        env.store
          .updateStatus(account.id, (status) => ({ ...status, skewMs }))
          .catch((error: unknown) => noteFault(env, 'skew', error));
      });
    },
    under: (provider, key) => open(provider, key, createLimiter(), lock.untilLocked()),
    forget: (accountId) => {
      const shared = accounts.get(accountId);
      accounts.delete(accountId);
      if (shared) shared.removal.abort(new TroubleError({ kind: 'accountMissing' }));
    },
  };
}
