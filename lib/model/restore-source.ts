import type { ServerId } from './account';
import type { BackupId, Size } from './backup';
import type { EpochMs } from './time';

/** Another server of the same customer whose backups a server may be overwritten with. */
export type RestoreSource = {
  readonly id: ServerId;
  readonly name: string;
  /** `retained`: the service has ended and only its backups are kept. */
  readonly kind: 'server' | 'retained' | 'unknown';
  /** The provider's own word for its state. */
  readonly stateText: string | null;
  readonly backups: readonly {
    readonly id: BackupId;
    readonly createdAt: EpochMs | null;
    readonly size: Size | null;
  }[];
};
