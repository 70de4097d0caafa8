import type { AccountId, ServerId } from './account';
import type { EpochMs } from './time';

/** A kind of record that may be found damaged. */
export type DamagedPart = 'status' | 'server' | 'operation' | 'plan' | 'finding' | 'snooze';

/** Something that went wrong in Lastgood itself. It carries no name, no address and no provider's text. */
export type Fault =
  /** `where`: which work of ours; `name`: the kind of a trouble, or the name of an error. */
  | { readonly kind: 'error'; readonly at: EpochMs; readonly where: string; readonly name: string }
  /** A sealed record did not open and was dropped. */
  | {
      readonly kind: 'damaged';
      readonly at: EpochMs;
      readonly part: DamagedPart;
      /** As far as the record's own place says whose it was. */
      readonly accountId: AccountId | null;
      readonly serverId: ServerId | null;
    };
