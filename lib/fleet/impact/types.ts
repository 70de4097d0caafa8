import type { ServerId } from '../../model/account';
import type { Backup, BackupId, NamedBackup, Size } from '../../model/backup';
import type { EpochMs } from '../../model/time';
import type { Trouble } from '../../model/trouble';
import type { WhileRestoring } from '../../providers/origins';
import type { Coverage } from '../types';

/** What keeps Lastgood from asking anything that changes a server. */
export type Withheld =
  /** The provider documents no such call, or not how it is made: its panel is the way. */
  | { readonly kind: 'notOffered' }
  /** The account cannot be used now. */
  | { readonly kind: 'unavailable'; readonly trouble: Trouble }
  | { readonly kind: 'readOnlyKey' }
  /** The reading is too old, or none could be had: nothing is confirmed on it. */
  | { readonly kind: 'unread'; readonly trouble: Trouble | null }
  | { readonly kind: 'serverGone' }
  /** An operation of Lastgood's, or a backup that the provider lists as running. */
  | { readonly kind: 'running' }
  /** The provider says that it is busy with the server. */
  | { readonly kind: 'locked' };

/** What a person means by a restore point: one of the server's own, or one of another server of the customer. */
export type ChosenPoint =
  | { readonly kind: 'own'; readonly backupId: BackupId }
  | {
      readonly kind: 'other';
      readonly serverId: ServerId;
      readonly serverName: string;
      /** Null where the source does not list it (any more). */
      readonly backup: {
        readonly id: BackupId;
        readonly createdAt: EpochMs | null;
        readonly size: Size | null;
      } | null;
      /** The other server's disk, where it is listed and stated. */
      readonly diskBytes: number | null;
    };

/** A restore point as it is spoken of before it is restored. */
export type RestorePoint = NamedBackup & {
  readonly kindText: string;
  readonly size: Size | null;
  readonly expiresAt: EpochMs | null;
};

export type RestoreRefusal =
  | Withheld
  /** The provider's own gate says no; its reason is shown as it is. */
  | { readonly kind: 'gateClosed'; readonly reason: string | null }
  | { readonly kind: 'gone' }
  | { readonly kind: 'notComplete' }
  | { readonly kind: 'expired' }
  /** Listed by the provider's older API alone, which has no call that restores. */
  | { readonly kind: 'olderList' }
  | { readonly kind: 'diskTooSmall'; readonly needsBytes: number; readonly hasBytes: number };

/** Whether the server's disk is large enough, as far as both sizes are stated. */
export type DiskCheck =
  | { readonly kind: 'enough'; readonly needsBytes: number; readonly hasBytes: number }
  | { readonly kind: 'tooSmall'; readonly needsBytes: number; readonly hasBytes: number }
  /** The provider requires it, and one of the sizes is not stated. */
  | { readonly kind: 'unknown' }
  /** The server's own disk takes its own backup, or nothing is required. */
  | { readonly kind: 'notAsked' };

/** Whether the current state can be backed up first without harm to the restore point. */
export type SafetyBackup =
  /** `eviction`: what that backup itself takes the place of, if anything. */
  | { readonly kind: 'possible'; readonly eviction: Eviction | null }
  /** `probable`: it is the one that would probably go; otherwise it may be. */
  | { readonly kind: 'couldEvict'; readonly probable: boolean; readonly stated: boolean }
  /** A schedule may run meanwhile and replace it: it is the oldest of its copies. */
  | { readonly kind: 'rotatesBefore' }
  /** The restore point expires before both could be done. */
  | { readonly kind: 'expiresBefore'; readonly at: EpochMs }
  | { readonly kind: 'noSlot' }
  /** "Back up now" itself is not offered. `reason`: the provider's own; `roomHelps`: it may be that no slot is free. */
  | { readonly kind: 'notPossible'; readonly reason: string | null; readonly roomHelps: boolean };

/** What a backup by hand costs when it is not free. */
export type Eviction =
  /** No slot is free. `stated`: the provider says that it deletes the oldest; otherwise it may, or may refuse. */
  | {
      readonly kind: 'evicts';
      readonly stated: boolean;
      readonly oldest: NamedBackup | null;
      /** Whether the oldest is the last good one too: none newer is left. */
      readonly isLastGood: boolean;
    }
  /** No slot is free, and the provider says that it deletes none. */
  | { readonly kind: 'refused' }
  /** It takes what an enabled schedule needs; `nextRunAt` where that is stated. */
  | { readonly kind: 'starves'; readonly nextRunAt: EpochMs | null };

/** What is lost: all that was written after a moment, after a moment that nobody states, or all that the disk holds. */
export type Loss =
  | { readonly kind: 'after'; readonly at: EpochMs }
  | { readonly kind: 'afterUndated' }
  | { readonly kind: 'everything' };

export type RestoreImpact = {
  /** Null where it is gone. */
  readonly point: RestorePoint | null;
  readonly ageMs: number | null;
  /** The server's own restore points that are newer; `undated` may be, `unreadable` rows too. */
  readonly newer: {
    readonly count: number;
    readonly newest: Backup | null;
    readonly undated: number;
    readonly unreadable: number;
  };
  readonly loss: Loss;
  readonly meanwhile: WhileRestoring;
  readonly disk: DiskCheck;
  /** The most telling reason against it; null where it may be confirmed. */
  readonly refusal: RestoreRefusal | null;
  readonly safety: SafetyBackup;
};

export type DeleteRefusal =
  | Withheld
  | { readonly kind: 'gone' }
  | { readonly kind: 'protected' }
  | { readonly kind: 'notComplete' }
  /** Only the provider's older API lists it, and the server's number there is not known. */
  | { readonly kind: 'needsNumber' };

export type DeleteImpact = {
  readonly backup: Backup | null;
  readonly ageMs: number | null;
  /** The restore points that remain, the newest dated one of them with its age, and the coverage afterwards. */
  readonly remaining: {
    readonly count: number;
    readonly newest: Backup | null;
    readonly ageMs: number | null;
    readonly coverage: Coverage;
    /** Rows that could not be read, each of which may be one more. */
    readonly unreadable: number;
  };
  /** No restore point of the server would remain: its name has to be typed. */
  readonly isLast: boolean;
  readonly refusal: DeleteRefusal | null;
};

/** Why a backup is not deleted to make room. */
export type WhyKept = 'protected' | 'newest' | 'lastGood' | 'scheduled' | 'undated' | 'notComplete';

export type MakeRoom = {
  /** All listed backups, oldest first, with the reason why one has to stay. */
  readonly candidates: readonly { readonly backup: Backup; readonly kept: WhyKept | null }[];
  /** What the rule proposes: the oldest made by hand. Fewer than `needed` where no more may go. */
  readonly proposed: readonly BackupId[];
  /** How many have to go: for the backup that follows, and for a schedule that finds no slot. 0: there is room. */
  readonly needed: number;
  /** One of them is for the schedule. */
  readonly forSchedule: boolean;
  /** The provider allows no backup now, and whether that is for lack of slots alone it does not say; null where it is open. */
  readonly closed: { readonly reason: string | null } | null;
  readonly refusal:
    | Withheld
    /** It allows no backup for another reason than its slots: what is deleted would be gone for nothing. */
    | { readonly kind: 'gateClosed'; readonly reason: string | null }
    /** It allows none although by our count a slot is free: what is deleted may be gone for nothing. */
    | { readonly kind: 'closedWithRoom'; readonly reason: string | null }
    | { readonly kind: 'noLimit' }
    | { readonly kind: 'nothingMayGo' }
    | null;
};
