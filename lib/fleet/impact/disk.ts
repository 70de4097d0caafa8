import type { ServerRow } from '../types';
import type { ChosenPoint, DiskCheck, RestorePoint } from './types';

/**
 * Whether the server's disk takes the restore point. One that names the disk it was made of needs as much or more, as
 * the provider that names it says. One of another server needs "enough storage", as the provider that offers it says: at
 * least what is stored of it, and as much as that server's disk where it is known.
 */
export function diskCheckOf(row: ServerRow, chosen: ChosenPoint, point: RestorePoint | null): DiskCheck {
  const { diskBytes: hasBytes } = row.stored.server;
  const size = point === null ? null : point.size;
  if (size !== null && size.basis === 'disk' && size.diskBytes > 0) return compared(size.diskBytes, hasBytes);
  if (chosen.kind === 'own')
    return size !== null && size.basis === 'disk' ? { kind: 'unknown' } : { kind: 'notAsked' };
  if (chosen.diskBytes !== null && chosen.diskBytes > 0) return compared(chosen.diskBytes, hasBytes);
  // What is stored says only how much is needed at the least.
  const atLeast = size === null || size.basis === 'disk' ? null : compared(size.sizeBytes, hasBytes);
  return atLeast !== null && atLeast.kind === 'tooSmall' ? atLeast : { kind: 'unknown' };
}

function compared(needsBytes: number, hasBytes: number | null): DiskCheck {
  if (hasBytes === null || hasBytes <= 0) return { kind: 'unknown' };
  return { kind: needsBytes <= hasBytes ? 'enough' : 'tooSmall', needsBytes, hasBytes };
}
