import type { HttpSession } from '../../http/session';
import type { ServerId } from '../../model/account';
import type { BackupId } from '../../model/backup';
import type { WatchHandle } from '../../model/operation';
import type { RestoreSource } from '../../model/restore-source';
import { storedSize } from '../readings';
import { readBody, readRows, stated, wireAmount, wireRows, wireText, wireTextId } from '../rows';
import { bytesOfGb, epochOf, textOf } from '../values';
import { z } from '../zod';
import { watchHandleOf } from './jobs';
import { agreed } from './verdict';

/** "List restore sources" (get-v2-vps-id-backups-restore-sources). */
const sourceList = z.object({ sources: wireRows });

const sourceRow = z.object({
  id: wireTextId,
  name: wireText,
  serviceStatus: wireText,
  sourceType: wireText,
  backups: stated(wireRows),
});

const sourceBackup = z.object({ id: wireTextId, createdAt: wireText, sizeGb: wireAmount });

/**
 * The other servers of the customer and the services that have ended, each with its backups. Unlike the other lists it
 * wants the right to write backups (`backup:vm`). `path` is the server's in v2.
 */
export async function readRestoreSources(
  http: HttpSession,
  path: string,
  serverId: ServerId,
): Promise<readonly RestoreSource[]> {
  const { sources } = readBody(sourceList, (await http.read(`${path}/backups/restore-sources`)).body);
  return readRows(sourceRow, sources)
    .rows.filter(({ id }) => id !== serverId)
    .map(sourceOf);
}

/**
 * Asks for the server's disk to be replaced by a backup of another one (post-v2-vps-id-backups-actions-restore-from-vps):
 * the server is stopped, and its network configuration is applied anew.
 */
export async function restoreFromVps(
  http: HttpSession,
  path: string,
  { serverId, backupId }: { readonly serverId: ServerId; readonly backupId: BackupId },
): Promise<WatchHandle> {
  const body = { sourceVpsId: serverId, backupId };
  return watchHandleOf(agreed(await http.write('POST', `${path}/backups/actions/restore-from-vps`, body)));
}

function sourceOf(row: z.output<typeof sourceRow>): RestoreSource {
  return {
    id: row.id,
    name: textOf(row.name) ?? row.id,
    kind: row.sourceType === 'server' || row.sourceType === 'retained' ? row.sourceType : 'unknown',
    stateText: textOf(row.serviceStatus),
    backups: readRows(sourceBackup, row.backups ?? []).rows.map(({ id, createdAt, sizeGb }) => ({
      id,
      createdAt: epochOf(createdAt),
      size: storedSize(bytesOfGb(sizeGb)),
    })),
  };
}
