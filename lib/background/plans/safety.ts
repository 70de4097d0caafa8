import type { SafetyBackup } from '../../fleet/impact/types';
import { TroubleError } from '../../model/trouble';

/** Throws unless the current state can be backed up first without harm to the restore point. */
export function assertSafe(safety: SafetyBackup): void {
  switch (safety.kind) {
    case 'possible':
      return;
    case 'couldEvict':
    case 'rotatesBefore':
    case 'expiresBefore':
    case 'noSlot':
      throw new TroubleError({ kind: 'wouldEvict' });
    case 'notPossible':
      throw new TroubleError({ kind: 'changed' });
  }
}
