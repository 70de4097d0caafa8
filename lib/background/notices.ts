import { quietUntil } from '../fleet/notices/quiet-hours';
import { readyNotices } from '../fleet/notices/ready';
import type { Telling } from '../fleet/notices/telling';
import type { Account } from '../model/account';
import type { FindingRecord } from '../model/finding';
import { type EndedOperation, hasEnded } from '../model/operation';
import type { Settings } from '../model/settings';
import { type EpochMs, MINUTE_MS } from '../model/time';
import type { Store } from '../state/store';
import type { Environment } from './environment';
import { noteFault } from './faults';
import { noticeWords, operationWords } from './notice-words';
import type { Platform } from './platform';

/** What telling needs of the environment. */
export type TellingEnvironment = {
  readonly store: Pick<
    Store,
    | 'readAll'
    | 'settings'
    | 'operations'
    | 'account'
    | 'putOperation'
    | 'updateFindings'
    | 'removeSnooze'
    | 'faults'
    | 'addFault'
  >;
  readonly platform: Pick<Platform, 'notify' | 'setBadge'>;
  readonly now: Environment['now'];
};

/**
 * Tells the end of every operation that was not told yet. The notification's id is the operation's: one that is
 * repeated because the worker died before it could write down `toldAt` replaces itself. One that the browser will not
 * show stays untold and stops no other.
 */
export async function tellEnded(env: TellingEnvironment): Promise<void> {
  const settings = await env.store.settings();
  for (const operation of await env.store.operations()) {
    if (!hasEnded(operation) || operation.toldAt !== null) continue;
    const isWanted = !isMutedOperation(operation, settings);
    if (isWanted && heldUntil(operation, settings, env.now()) !== null) continue;
    await tried(env, async () => {
      if (isWanted) {
        const { title, body } = operationWords(operation, await env.store.account(operation.accountId));
        await env.platform.notify(operation.id, title, body);
      }
      await env.store.putOperation({ ...operation, toldAt: env.now() });
    });
  }
}

/** When an ended operation is to be told: at once and again each minute, after quiet hours, or not any more. */
export function operationTellingAt(operation: EndedOperation, settings: Settings, now: EpochMs): EpochMs {
  if (operation.toldAt !== null) return Number.POSITIVE_INFINITY;
  const held = isMutedOperation(operation, settings) ? null : heldUntil(operation, settings, now);
  return held ?? now + MINUTE_MS;
}

function isMutedOperation({ accountId }: EndedOperation, settings: Settings): boolean {
  const { notify, mutedTopics, mutedAccounts } = settings;
  return !notify || mutedTopics.includes('operations') || mutedAccounts.includes(accountId);
}

function heldUntil({ state }: EndedOperation, { quietHours }: Settings, now: EpochMs): EpochMs | null {
  const passes = quietHours !== null && quietHours.errorsPass && state === 'failed';
  return passes ? null : quietUntil(quietHours, now);
}

/**
 * Shows every notice whose time has come. Its id was stored before: one that is repeated after the worker's death
 * replaces itself. One that the browser will not show stays untold and stops no other.
 */
export async function tellFindings(
  env: TellingEnvironment,
  {
    records,
    telling,
    accounts,
  }: {
    readonly records: readonly FindingRecord[];
    readonly telling: Telling;
    readonly accounts: readonly Account[];
  },
): Promise<void> {
  for (const notice of readyNotices(records, telling)) {
    const told = new Set(notice.records.map(({ id }) => id));
    await tried(env, async () => {
      const { title, body } = noticeWords(notice, accounts, telling.now);
      await env.platform.notify(notice.id, title, body);
      const toldAt = env.now();
      await env.store.updateFindings((before) =>
        before.map((record) => (told.has(record.id) ? { ...record, toldAt } : record)),
      );
    });
  }
}

async function tried(env: TellingEnvironment, tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    await noteFault(env, 'notice', error);
  }
}
