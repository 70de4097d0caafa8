import type { Account, AccountId, ProviderId, ServerId } from './account';
import type { OperationId } from './operation';
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
  /** `legacyId: null` forgets it; otherwise it is checked by reading it before it is kept. */
  readonly setLegacyId: {
    readonly payload: { accountId: AccountId; serverId: ServerId; legacyId: string | null };
    readonly answer: null;
  };
  /** Resolves when the refresh has ended; the data itself reaches pages through the stored state. */
  readonly refresh: { readonly payload: { accountId: AccountId | null }; readonly answer: null };
  readonly backUpNow: {
    readonly payload: { accountId: AccountId; serverId: ServerId; note: string | null };
    readonly answer: { operationId: OperationId };
  };
};

export type MessageType = keyof Messages;
export type Payload<T extends MessageType> = Messages[T]['payload'];
export type Answer<T extends MessageType> = Messages[T]['answer'];

/** Errors cross the boundary as plain troubles, without requests, headers or bodies. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly trouble: Trouble };
