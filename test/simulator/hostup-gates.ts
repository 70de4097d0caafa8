import { openOperation } from './operations';
import type { HostupServer, SimAccount, SimGate } from './types';
import type { World } from './world';

const open: SimGate = { allowed: true, reason: null };
const shut = (code: string, reason: string): SimGate => ({ allowed: false, reason, code });

/** Whether a backup may be made now. Apart from `pending_order` no code of a gate is documented. */
export function createGate(world: World, server: HostupServer, account: SimAccount): SimGate {
  if (server.createGate) return server.createGate;
  const busy = commonGate(world, server, account);
  if (busy) return busy;
  const limit = server.quotaLimit;
  if (limit === 0) return shut('backups_not_included', 'Backups are not included in this plan.');
  if (limit === null || server.backups.length < limit) return open;
  if (server.autoDeleteOldest && server.backups.some((backup) => !backup.protected)) return open;
  return shut('backup_limit_reached', `All ${limit} backup slots are in use.`);
}

export function restoreGate(world: World, server: HostupServer, account: SimAccount): SimGate {
  return server.restoreGate ?? commonGate(world, server, account) ?? open;
}

function commonGate(world: World, server: HostupServer, account: SimAccount): SimGate | null {
  if (world.gatesKnowRights && account.rights === 'read') {
    return shut('missing_scope', 'The key lacks the scope backup:vm.');
  }
  if (server.status !== 'active') return shut('service_not_active', 'The service is not active.');
  const operation = openOperation(world, server);
  if (!operation) return null;
  return operation.kind === 'restore'
    ? shut('restore_in_progress', 'A restore is running for this VPS.')
    : shut('backup_in_progress', 'A backup is already running for this VPS.');
}
