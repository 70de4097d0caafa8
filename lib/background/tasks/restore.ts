import type { ServerId } from '../../model/account';
import type { BackupId } from '../../model/backup';
import type { Operation } from '../../model/operation';
import type { Provider } from '../../providers/provider';
import { type Call, done, type Handling, isEarly, open, type Sight, type Verdict } from './handling';

/** A server's disk that is to be overwritten with a backup: its own, or that of the server `from`. */
export function restoration(backupId: BackupId, from: ServerId | null): Handling {
  return {
    callOf: (provider) =>
      from === null ? inPlace(provider, backupId) : fromServer(provider, from, backupId),
    refusalOf: () => null,
    verdictOf,
    missing: 'notDone',
    mayBeDone: new Set(),
    readsEntry: true,
  };
}

function inPlace({ restoreBackup }: Provider, backupId: BackupId): Call | null {
  return restoreBackup ? (http, { stored }) => restoreBackup(http, stored.server, backupId) : null;
}

function fromServer({ restoreFromServer }: Provider, serverId: ServerId, backupId: BackupId): Call | null {
  if (!restoreFromServer) return null;
  return (http, { stored }) => restoreFromServer(http, stored.server, { serverId, backupId });
}

/**
 * Judges a restore by the server's own state where the provider has a word for it: one that was seen and is over says
 * that it succeeded. Without having been seen it may be over already or never have begun, which no list tells apart.
 */
function verdictOf(operation: Operation, sight: Sight): Verdict {
  const { provider, stored, reading } = sight;
  const sign = provider.restoreSign ? provider.restoreSign(stored.server) : null;
  if (sign === 'restoring') return { kind: 'underWay' };
  // `running` without any other handle is what the state itself has shown before.
  if (sign === 'inUse' && operation.state === 'running') return done;
  if (sign === 'unclear' || isEarly(operation, sight)) return open;
  // A gate that is closed may be so because of it.
  return reading.restoreGate !== null && !reading.restoreGate.allowed ? open : { kind: 'unclear' };
}
