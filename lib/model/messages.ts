import type { Account, AccountId, ProviderId, ServerId } from './account';
import type { BackupCost, BackupId, BackupSettingsChange, ScheduleDraft } from './backup';
import type { SnoozeSpan, SnoozeTarget } from './finding';
import type { OperationId } from './operation';
import type { PlanId } from './plan';
import type { RestoreSource } from './restore-source';
import type { Settings } from './settings';
import type { Trouble } from './trouble';

/** Every message that a page may send to the background. Only `addAccount` and `replaceKey` carry a key. */
export type Messages = {
  readonly addAccount: {
    readonly payload: { provider: ProviderId; label: string; key: string };
    readonly answer: Account;
  };
  readonly replaceKey: { readonly payload: { accountId: AccountId; key: string }; readonly answer: null };
  readonly renameAccount: {
    readonly payload: { accountId: AccountId; label: string };
    readonly answer: null;
  };
  readonly removeAccount: { readonly payload: { accountId: AccountId }; readonly answer: null };
  /**
   * `legacyId: null` forgets it; otherwise it is checked by reading it before it is kept. `mustName`: a page brought
   * it up, so the older API must name the same server under it.
   */
  readonly setLegacyId: {
    readonly payload: {
      accountId: AccountId;
      serverId: ServerId;
      legacyId: string | null;
      mustName: boolean;
    };
    readonly answer: null;
  };
  /** Resolves when the refresh has ended; the data itself reaches pages through the stored state. */
  readonly refresh: { readonly payload: { accountId: AccountId | null }; readonly answer: null };
  /**
   * `cost`: what the page said that it costs, null for nothing. Refused as `changed` where it would cost anything else.
   * At a cost it is taken from the confirm page alone.
   */
  readonly backUpNow: {
    readonly payload: ServerRef & { note: string | null; cost: BackupCost | null };
    readonly answer: { operationId: OperationId };
  };
  /** Reads a server anew, its own entry too, so that what is confirmed is true; the data reach pages by the stored state. */
  readonly examine: { readonly payload: ServerRef; readonly answer: null };
  /** Reads these servers of one account anew; resolves when that has ended. What one of them meets is stored with it. */
  readonly readServers: {
    readonly payload: { accountId: AccountId; serverIds: ServerId[] };
    readonly answer: null;
  };
  /** The other servers of the customer whose backups this one may be overwritten with. */
  readonly restoreSources: { readonly payload: ServerRef; readonly answer: readonly RestoreSource[] };
  /**
   * Overwrites the server's disk: with a backup of its own, or of the server `sourceServerId`. `safety`: its current
   * state is backed up first, at `cost`, and the restore waits for the end of that. From the confirm page alone, as the
   * three below.
   */
  readonly restore: {
    readonly payload: ServerRef & {
      backupId: BackupId;
      sourceServerId: ServerId | null;
      safety: boolean;
      cost: BackupCost | null;
      typedName: string;
    };
    readonly answer: Begun;
  };
  /** `typedName` null: none was asked for, as other restore points remain. */
  readonly deleteBackup: {
    readonly payload: ServerRef & { backupId: BackupId; typedName: string | null };
    readonly answer: { operationId: OperationId };
  };
  /** Deletes these backups, one after the other, then makes a new one, which then costs `cost`. */
  readonly makeRoom: {
    readonly payload: ServerRef & { backupIds: BackupId[]; note: string | null; cost: BackupCost | null };
    readonly answer: { planId: PlanId };
  };
  readonly backUpMany: {
    readonly payload: { servers: (ServerRef & { cost: BackupCost | null })[]; note: string | null };
    readonly answer: { planId: PlanId };
  };
  /** Refused as `changed` where it may cost backups: then the confirm page asks for it by the three below. */
  readonly saveSchedule: {
    readonly payload: ServerRef & { schedule: ScheduleDraft };
    readonly answer: { operationId: OperationId };
  };
  readonly changeBackupSettings: {
    readonly payload: ServerRef & { change: BackupSettingsChange };
    readonly answer: { operationId: OperationId };
  };
  /**
   * From the confirm page alone, as the two below: what it may cost was `told` and confirmed, and is refused as `changed`
   * where something else would have to be told by now.
   */
  readonly saveScheduleAtCost: {
    readonly payload: ServerRef & { schedule: ScheduleDraft; told: string };
    readonly answer: { operationId: OperationId };
  };
  readonly changeBackupSettingsAtCost: {
    readonly payload: ServerRef & { change: BackupSettingsChange; told: string };
    readonly answer: { operationId: OperationId };
  };
  readonly deleteSchedule: {
    readonly payload: ServerRef & { scheduleId: string; told: string };
    readonly answer: { operationId: OperationId };
  };
  /** Changes the named settings and leaves the others. */
  readonly changeSettings: { readonly payload: { change: Partial<Settings> }; readonly answer: null };
  /** `span: null` ends the snooze. */
  readonly snooze: {
    readonly payload: { target: SnoozeTarget; span: SnoozeSpan | null };
    readonly answer: null;
  };
  /** Shows a notification and says what the browser answered; whether it was seen only the person knows. */
  readonly testNotification: { readonly payload: Record<never, never>; readonly answer: TestOutcome };
  /** Settings and account labels, never keys, as the text of a JSON file. */
  readonly exportSettings: { readonly payload: Record<never, never>; readonly answer: { text: string } };
  /** Takes such a file over, wholly or not at all. */
  readonly importSettings: { readonly payload: { text: string }; readonly answer: ImportOutcome };
  /** From now on the keys and the stored fleet are sealed by a passphrase as well; Lastgood stays unlocked. */
  readonly setPassphrase: { readonly payload: { passphrase: string }; readonly answer: null };
  readonly changePassphrase: {
    readonly payload: { current: string; next: string };
    readonly answer: null;
  };
  readonly removePassphrase: { readonly payload: { current: string }; readonly answer: null };
  readonly unlock: { readonly payload: { passphrase: string }; readonly answer: null };
  readonly lockNow: { readonly payload: Record<never, never>; readonly answer: null };
  /** Accounts and settings stay; every key and everything sealed is wiped, and no passphrase is set any more. */
  readonly forgetPassphrase: { readonly payload: Record<never, never>; readonly answer: null };
  /** A person used one of our pages just now: what locks by itself waits anew. */
  readonly used: { readonly payload: Record<never, never>; readonly answer: null };
  /** Text for a report of a fault: no key, label, hostname, address or text of a provider is in it. */
  readonly diagnostics: { readonly payload: Record<never, never>; readonly answer: { text: string } };
};

/** A server, through the account that it is to be reached by. */
export type ServerRef = { accountId: AccountId; serverId: ServerId };

export type Begun =
  | { readonly kind: 'operation'; readonly id: OperationId }
  | { readonly kind: 'plan'; readonly id: PlanId };

export type TestOutcome =
  | { readonly kind: 'handedOver' }
  /** The browser itself said no: its permission level, or the text of its error. */
  | { readonly kind: 'refused'; readonly why: string };

/** An account of an imported file, as a person knows it. */
export type NamedAccount = { readonly provider: ProviderId; readonly label: string };

export type ImportOutcome =
  /** `missing`: accounts of the file that this browser has no key of. */
  | { readonly kind: 'taken'; readonly missing: readonly NamedAccount[] }
  /** One entry for each wrong field; `field` is its path, such as `settings.goalMs`, empty for the whole file. */
  | {
      readonly kind: 'refused';
      readonly wrong: readonly { readonly field: string; readonly why: ImportFault }[];
    };

export type ImportFault =
  | 'notJson'
  | 'notOurs'
  | 'newerVersion'
  | 'missing'
  | 'notANumber'
  | 'outOfRange'
  | 'unknownWord'
  | 'wrongType'
  | 'unknownField';

export type MessageType = keyof Messages;
export type Payload<T extends MessageType> = Messages[T]['payload'];
export type Answer<T extends MessageType> = Messages[T]['answer'];

/** Errors cross the boundary as plain troubles, without requests, headers or bodies. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: Trouble };
