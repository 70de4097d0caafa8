import { readyNotices } from '../fleet/notices/ready';
import type { Telling } from '../fleet/notices/telling';
import type { Account } from '../model/account';
import type { FindingRecord } from '../model/finding';
import type { Store } from '../state/store';
import type { Environment } from './environment';
import { noteFault } from './faults';
import { noticeWords } from './notice-words';
import type { Platform } from './platform';

/** What telling needs of the environment. */
export type TellingEnvironment = {
  readonly store: Pick<
    Store,
    | 'readAll'
    | 'settings'
    | 'operations'
    | 'plans'
    | 'account'
    | 'accounts'
    | 'putOperation'
    | 'updatePlan'
    | 'updateFindings'
    | 'removeSnooze'
    | 'faults'
    | 'addFault'
  >;
  readonly platform: Pick<Platform, 'notify' | 'setBadge'>;
  readonly now: Environment['now'];
};

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

/** Notes what went wrong over telling something: it stays untold. */
export async function tried(env: TellingEnvironment, tell: () => Promise<void>): Promise<void> {
  try {
    await tell();
  } catch (error) {
    await noteFault(env, 'notice', error);
  }
}
