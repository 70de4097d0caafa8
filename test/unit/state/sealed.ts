import fc from 'fast-check';
import type { Account, AccountStatus } from '../../../lib/model/account';
import type { FindingRecord, Snooze } from '../../../lib/model/finding';
import type { Operation } from '../../../lib/model/operation';
import type { Plan } from '../../../lib/model/plan';
import type { StoredServer } from '../../../lib/model/server';
import type { Trouble } from '../../../lib/model/trouble';
import { type Database, openDatabase } from '../../../lib/state/database';
import { sealedStores } from '../../../lib/state/record';
import type { Store } from '../../../lib/state/store';
import {
  aBackup,
  aFinding,
  anAccount,
  anOperation,
  aPlan,
  aReading,
  aServer,
  aStatus,
  aStored,
  NOW,
} from '../builders';

export const KEY = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 1);
export const OTHER_KEY = Uint8Array.from({ length: 32 }, (_, i) => i * 7 + 2);

/** How long to wait for what a change brings about, beside whatever else the computer does. */
export const SOON = { timeout: 4000 };

export const freshStatus = (account: Account): AccountStatus =>
  aStatus({ accountId: account.id, checkedAt: null, nextRefreshAt: NOW });

/** What the sealed stores of one account hold. */
export type Contents = {
  readonly statuses: readonly AccountStatus[];
  readonly servers: readonly StoredServer[];
  readonly operations: readonly Operation[];
  readonly plans: readonly Plan[];
  readonly findings: readonly FindingRecord[];
  readonly snoozes: readonly Snooze[];
};

export function aRecord(over: Partial<FindingRecord> = {}): FindingRecord {
  return {
    id: 'never/hostup/s1#1',
    finding: aFinding({ kind: 'never' }),
    firstSeenAt: NOW,
    endedAt: null,
    noticeId: null,
    toldAt: null,
    ...over,
  };
}

export function aSnooze(over: Partial<Snooze> = {}): Snooze {
  return { target: 'server:hostup/s1', setAt: NOW, until: null, fingerprint: 'never', ...over };
}

/** Two of everything, so that one can be damaged beside another. */
export const pairs: Contents = contentsOf('a plain word', { kind: 'wrongKey' });

/** Contents that say `text` wherever a person or a provider can say something. */
export function contentsOf(text: string, trouble: Trouble): Contents {
  const said = (id: string) => `${text} ${id}`;
  const ids = ['s1', 's2'];
  return {
    statuses: ['a1', 'a2'].map((accountId) => aStatus({ accountId, trouble, troubleSince: NOW })),
    servers: ids.map((id) =>
      aStored({
        server: aServer({
          id,
          name: said(id),
          hostname: text,
          addresses: [text, said(id)],
          stateText: text,
          panelUrl: said('https://cloud.hostup.se/'),
        }),
        reading: aReading({ backups: [aBackup({ kindText: text, stateText: text, note: said(id) })] }),
        trouble,
      }),
    ),
    operations: ids.map((serverId, i) =>
      anOperation({
        id: `o${i}`,
        serverId,
        serverName: said(serverId),
        task: { kind: 'create', note: text, cost: null },
        ...(i === 0 ? {} : { state: 'failed', trouble, endedAt: NOW, toldAt: null }),
      } as Partial<Operation>),
    ),
    plans: ids.map((serverId, i) => {
      const plan = aPlan({ id: `p${i}`, session: text });
      const steps = plan.steps.map((step) => ({
        ...step,
        serverId,
        serverName: said(serverId),
        notStarted: i === 0 ? null : trouble,
      }));
      return { ...plan, steps };
    }),
    findings: [
      aRecord({
        finding: aFinding(
          { kind: 'scheduleFailed', runAt: null, runs: 1, certain: true, statusText: text, errorText: text },
          {
            subject: {
              kind: 'server',
              key: 'hostup/s1',
              accountId: 'a1',
              provider: 'hostup',
              serverId: 's1',
              name: said('s1'),
            },
          },
        ),
      }),
      aRecord({
        id: 'accountTrouble/a1#1',
        finding: aFinding(
          { kind: 'accountTrouble', trouble, checkedAt: null },
          { subject: { kind: 'account', accountId: 'a1', provider: 'hostup', label: text } },
        ),
      }),
    ],
    snoozes: [aSnooze({ fingerprint: text }), aSnooze({ target: 'server:hostup/s2', fingerprint: text })],
  };
}

/** Any text that may come from outside, halves of surrogate pairs included. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '\ud800',
    '\udc00x',
    '\u0000',
    '__proto__',
    '"\\\u2028',
    '\u{1f600}é',
    'å'.repeat(3000),
  ),
);

const anyTrouble: fc.Arbitrary<Trouble> = fc.oneof(
  fc.record({ kind: fc.constant('refused'), status: fc.integer(), detail: fc.option(anyText) }),
  fc.record({
    kind: fc.constant('rateLimited'),
    retryAt: fc.double({ noNaN: true, min: 0, max: 1e17 }),
    stated: fc.boolean(),
  }),
);

export const anyContents: fc.Arbitrary<Contents> = fc
  .tuple(anyText, anyTrouble)
  .map(([text, trouble]) => contentsOf(text, trouble));

export async function fill(store: Store, contents: Contents): Promise<void> {
  for (const status of contents.statuses) {
    await store.addAccount(anAccount({ id: status.accountId }), status);
  }
  await store.putServers('a1', contents.servers);
  for (const operation of contents.operations) await store.putOperation(operation);
  for (const plan of contents.plans) await store.addPlan(plan);
  await store.updateFindings(() => contents.findings);
  for (const snooze of contents.snoozes) await store.putSnooze(snooze);
}

/** The same as the store gives it: in the order of the keys, and a server's id lifted to the top. */
export function asRead({ statuses, servers, operations, plans, findings, snoozes }: Contents): Contents {
  const by =
    <T>(keyOf: (value: T) => string) =>
    (a: T, b: T) =>
      keyOf(a) < keyOf(b) ? -1 : 1;
  return {
    statuses,
    servers: servers.map((entry) => ({ ...entry, serverId: entry.server.id })),
    operations,
    plans,
    findings: [...findings].sort(by(({ id }) => id)),
    snoozes: [...snoozes].sort(by(({ target }) => target)),
  };
}

export async function readBack(store: Store): Promise<Contents> {
  const { statuses, servers, operations, plans, findings, snoozes } = await store.readAll();
  return { statuses, servers, operations, plans, findings, snoozes };
}

/** Works on the database itself, past the store. */
export async function raw<Result>(
  name: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabase(name);
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** Every record of every store, with its key, as it lies in the database. */
export function everything(name: string): Promise<Readonly<Record<string, readonly unknown[]>>> {
  return raw(name, async (database) => {
    const stores: Record<string, readonly unknown[]> = {};
    for (const store of database.objectStoreNames) {
      const keys = await database.getAllKeys(store);
      stores[store] = (await database.getAll(store)).map((record, i) => [keys[i], record]);
    }
    return stores;
  });
}

/** How many records of the sealed stores are legible, and how many are not. */
export async function tally(name: string): Promise<{ plain: number; sealed: number }> {
  const stores = await everything(name);
  const records = sealedStores.flatMap((store) => stores[store] ?? []);
  const sealed = records.filter((entry) => 'sealed' in (entry as [unknown, object])[1]).length;
  return { plain: records.length - sealed, sealed };
}
