import type { AccountId, AccountStatus, ServerId } from '../model/account';
import type { FindingRecord, Snooze } from '../model/finding';
import { hasEnded, type Operation, type OperationId } from '../model/operation';
import type { Plan, PlanId } from '../model/plan';
import type { StoredServer } from '../model/server';
import { openValue, type SealedBytes, type StateKey, sealValue } from './seal';
import { completed } from './shapes';

/** A stored server with its id lifted to the top, where an IndexedDB key path can reach it. */
export type ServerRecord = StoredServer & { readonly serverId: ServerId };

/** The stores that a passphrase seals: what each holds, by which key, and what of it stays legible. */
export type Sealable = {
  statuses: { value: AccountStatus; key: AccountId; clear: { readonly accountId: AccountId } };
  servers: {
    value: ServerRecord;
    key: [AccountId, ServerId];
    clear: { readonly accountId: AccountId; readonly serverId: ServerId };
  };
  /** How many are open has to be known while nothing can be opened. */
  operations: {
    value: Operation;
    key: OperationId;
    clear: { readonly id: OperationId; readonly isOpen: boolean };
  };
  plans: { value: Plan; key: PlanId; clear: { readonly id: PlanId } };
  findings: { value: FindingRecord; key: string; clear: { readonly id: string } };
  snoozes: { value: Snooze; key: string; clear: { readonly target: string } };
};

export type SealedStore = keyof Sealable;
export type Value<Name extends SealedStore> = Sealable[Name]['value'];
export type Clear<Name extends SealedStore> = Sealable[Name]['clear'];
export type SealedRecord<Name extends SealedStore> = Clear<Name> & { readonly sealed: SealedBytes };
/** A record as it lies in the database: legible, or sealed but for its key. */
export type StoredRecord<Name extends SealedStore> = Value<Name> | SealedRecord<Name>;

export const sealedStores = ['statuses', 'servers', 'operations', 'plans', 'findings', 'snoozes'] as const;

const clearOf: { readonly [Name in SealedStore]: (value: Value<Name>) => Clear<Name> } = {
  statuses: ({ accountId }) => ({ accountId }),
  servers: ({ accountId, serverId }) => ({ accountId, serverId }),
  operations: (operation) => ({ id: operation.id, isOpen: !hasEnded(operation) }),
  plans: ({ id }) => ({ id }),
  findings: ({ id }) => ({ id }),
  snoozes: ({ target }) => ({ target }),
};

/** A value as it is to be stored; `key` null: legibly. */
export function recordOf<Name extends SealedStore>(
  name: Name,
  value: Value<Name>,
  key: StateKey | null,
): StoredRecord<Name> {
  if (key === null) return value;
  const clear = clearOf[name](value);
  return { ...clear, sealed: sealValue(key, placeOf(name, clear), value) };
}

/**
 * What a record holds. Null where it is damaged: it does not open, or it is not sealed the way that all of the
 * database is, as one that was slipped in.
 */
export function contentOf<Name extends SealedStore>(
  name: Name,
  record: StoredRecord<Name>,
  key: StateKey | null,
): Value<Name> | null {
  if (!isSealed(record)) return key === null ? record : null;
  if (key === null) return null;
  const { sealed, ...clear } = record;
  try {
    return completed<Name>(name, openValue(key, placeOf(name, clear), sealed) as Value<Name>);
  } catch {
    // The cipher's reason is always the same: these are not the bytes that were sealed for this place.
    return null;
  }
}

/** A record of an earlier version as this one writes it; what is sealed is completed each time that it is opened. */
export function completedRecord<Name extends SealedStore>(
  name: Name,
  record: StoredRecord<Name>,
): StoredRecord<Name> {
  return isSealed(record) ? record : completed(name, record);
}

/** Whether an operation has yet to end; needs no key. */
export function isOpenOperation(record: StoredRecord<'operations'>): boolean {
  return isSealed(record) ? record.isOpen : !hasEnded(record);
}

/** All that lies legible beside what is sealed, so that no part of it can be changed or moved by itself. */
function placeOf(name: SealedStore, clear: object): string {
  return JSON.stringify([name, clear]);
}

function isSealed<Name extends SealedStore>(record: StoredRecord<Name>): record is SealedRecord<Name> {
  return 'sealed' in record;
}
