import { isHeld } from '../fleet/hold';
import type { BackupId } from '../model/backup';
import type { Operation } from '../model/operation';
import { SECOND_MS } from '../model/time';
import { TroubleError } from '../model/trouble';
import { providerOf } from '../providers/registry';
import type { Environment } from './environment';
import type { Refresher } from './refresh';
import { newBackupsOf } from './tasks/create';
import type { Sight, Verdict } from './tasks/handling';
import { handlingOf } from './tasks/handling-of';

export type Looks = {
  /** Reads the server anew and judges the operation by that; throws the trouble of the reading. */
  readonly verdictOf: (operation: Operation) => Promise<Verdict>;
  /**
   * Reads the server anew after an operation's end, so that what came of it shows at once, or soon where that fails.
   * Gives the new restore points that it left.
   */
  readonly afterEnd: (operation: Operation) => Promise<readonly BackupId[]>;
};

/** A new backup may enter the list a little after its job has ended. */
export const LIST_LAG_MS = 30 * SECOND_MS;

/** Looks at the provider for the sake of an operation. */
export function createLooks(env: Environment, refresher: Refresher): Looks {
  async function look(operation: Operation): Promise<Sight> {
    const { accountId, serverId, provider } = operation;
    const { readsEntry } = handlingOf(operation.task);
    await (readsEntry ? refresher.examine(accountId, serverId) : refresher.readServer(accountId, serverId));
    const stored = await env.store.server(accountId, serverId);
    const status = await env.store.status(accountId);
    if (!stored || !stored.reading) throw new TroubleError({ kind: 'accountMissing' });
    const providerNow = env.now() + (status ? status.skewMs : 0);
    return { provider: providerOf(provider), stored, reading: stored.reading, providerNow };
  }

  async function refreshSoon({ accountId }: Operation): Promise<void> {
    const at = env.now() + LIST_LAG_MS;
    await env.store.updateStatus(accountId, (status) =>
      isHeld(status, env.now()) ? status : { ...status, nextRefreshAt: Math.min(status.nextRefreshAt, at) },
    );
  }

  return {
    verdictOf: async (operation) => handlingOf(operation.task).verdictOf(operation, await look(operation)),
    async afterEnd(operation) {
      try {
        const { reading } = await look(operation);
        const found = newBackupsOf(operation, reading);
        if (operation.task.kind === 'create' && found.length === 0) await refreshSoon(operation);
        return found;
      } catch (error) {
        if (!(error instanceof TroubleError)) throw error;
        await refreshSoon(operation);
        return [];
      }
    },
  };
}
