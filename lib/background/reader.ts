import type { HttpSession } from '../http/session';
import type { Account, AccountId } from '../model/account';
import type { Server } from '../model/server';
import type { EpochMs } from '../model/time';
import { accountWide, type Trouble, troubleOf } from '../model/trouble';
import type { Provider } from '../providers/provider';
import type { Environment } from './environment';
import { type ReadContext, withReading } from './stored-rows';

/** An account, and what its provider is asked with. */
export type Reached = {
  readonly account: Account;
  readonly provider: Provider;
  readonly http: HttpSession;
};

export type Reader = {
  /** Reads one server and stores what came of it; gives the trouble, if any. An account-wide one is not the server's. */
  readonly read: (reached: Reached, server: Server) => Promise<Trouble | null>;
  /** What is known beside an answer that was asked for at `startedAt`: it is called once the answer is there. */
  readonly contextOf: (accountId: AccountId, startedAt: EpochMs) => Promise<ReadContext>;
};

export function createReader(env: Environment): Reader {
  async function contextOf(accountId: AccountId, startedAt: EpochMs): Promise<ReadContext> {
    // A deletion that took a backup out of the answer was written down before its request left.
    const operations = await env.store.operations();
    const status = await env.store.status(accountId);
    const now = env.now();
    return { startedAt, now, providerNow: now + (status ? status.skewMs : 0), operations };
  }

  return {
    contextOf,
    async read({ account, provider, http }, server) {
      const startedAt = env.now();
      try {
        const reading = await provider.readServer(http, server, account.legacyIds[server.id] ?? null);
        const context = await contextOf(account.id, startedAt);
        await env.store.updateServer(account.id, server.id, (entry) => withReading(entry, reading, context));
        return null;
      } catch (error) {
        const trouble = troubleOf(error);
        if (accountWide.has(trouble.kind)) return trouble;
        await env.store.updateServer(account.id, server.id, (entry) => ({
          ...entry,
          triedAt: startedAt,
          trouble,
          troubleSince: entry.troubleSince ?? env.now(),
        }));
        return trouble;
      }
    },
  };
}
