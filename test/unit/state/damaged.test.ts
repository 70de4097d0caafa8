import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fault } from '../../../lib/model/fault';
import type { Database } from '../../../lib/state/database';
import { type SealedStore, sealedStores } from '../../../lib/state/record';
import { Store } from '../../../lib/state/store';
import { anAccount, NOW } from '../builders';
import { asRead, type Contents, everything, fill, freshStatus, KEY, pairs, raw, readBack } from './sealed';

const LATER = NOW + 1000;
const whole = asRead(pairs);
const none = { accountId: null, serverId: null };

/** The first record of each store, and the fault that its loss is. */
const firsts: { readonly [Name in SealedStore]: Fault } = {
  statuses: { kind: 'damaged', at: LATER, part: 'status', accountId: 'a1', serverId: null },
  servers: { kind: 'damaged', at: LATER, part: 'server', accountId: 'a1', serverId: 's1' },
  operations: { kind: 'damaged', at: LATER, part: 'operation', ...none },
  plans: { kind: 'damaged', at: LATER, part: 'plan', ...none },
  findings: { kind: 'damaged', at: LATER, part: 'finding', ...none },
  snoozes: { kind: 'damaged', at: LATER, part: 'snooze', ...none },
};

// Hundreds of databases are opened here, beside whatever else the computer does.
vi.setConfig({ testTimeout: 60_000 });

let store: Store;
let name: string;
let count = 0;

beforeEach(() => sealed(pairs));
afterEach(() => store.close());

async function sealed(contents: Contents): Promise<void> {
  name = `damaged-${count++}`;
  store = await Store.open(name);
  await fill(store, contents);
  await store.sealAll('first', KEY);
  store.lock();
}

/** The whole without the first record of one store, and with what makes up for it. */
function without(lost: SealedStore): Contents {
  const rest = { ...whole, [lost]: whole[lost].slice(1) };
  const [first, ...others] = whole.statuses;
  if (first === undefined) return rest;
  if (lost === 'statuses') return { ...rest, statuses: [freshStatus(anAccount()), ...others] };
  if (lost !== 'servers') return rest;
  return { ...rest, statuses: [{ ...first, refresh: null, nextRefreshAt: LATER }, ...others] };
}

/** Changes the first raw record of a store. */
function damage(
  lost: SealedStore,
  change: (record: Record<string, unknown> & { sealed: Uint8Array }) => object,
): Promise<void> {
  return raw(name, async (database) => {
    const [record] = await (database as Database).getAll(lost);
    await database.put(lost, change(record as never) as never);
  });
}

async function expectLost(lost: SealedStore): Promise<void> {
  expect(await store.unlock(KEY, freshStatus, LATER)).toBe(true);
  expect(await readBack(store)).toEqual(without(lost));
  expect(await store.faults()).toEqual([firsts[lost]]);
  expect(await store.unlock(KEY, freshStatus, LATER)).toBe(true);
  expect(await store.faults()).toEqual([firsts[lost]]);
}

describe.each(sealedStores)('a damaged record of the %s', (lost) => {
  test('is dropped and named for any bit that was flipped, and all others live', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.999999, noNaN: true }), fc.nat(7), async (at, bit) => {
        store.close();
        await sealed(pairs);
        await damage(lost, (record) => {
          const bytes = Uint8Array.from(record.sealed);
          const i = Math.floor(at * bytes.length);
          bytes[i] = (bytes[i] ?? 0) ^ (1 << bit);
          return { ...record, sealed: bytes };
        });
        await expectLost(lost);
      }),
      { numRuns: 12 },
    );
  });

  test.each<[string, (record: Record<string, unknown> & { sealed: Uint8Array }) => object]>([
    ['cut short', (record) => ({ ...record, sealed: record.sealed.subarray(0, 30) })],
    ['emptied', (record) => ({ ...record, sealed: new Uint8Array() })],
    ['no bytes any more', (record) => ({ ...record, sealed: 'text' })],
    ['given a field', (record) => ({ ...record, more: 1 })],
    ['replaced by a legible one', ({ sealed: _sealed, ...clear }) => ({ ...clear, note: 'slipped in' })],
  ])('is dropped and named where it was %s', async (_how, change) => {
    await damage(lost, change);
    await expectLost(lost);
  });

  test('is dropped where it is another’s, moved to its key', async () => {
    await raw(name, async (database) => {
      const [first, second] = await database.getAll(lost);
      const { sealed: moved } = second as { sealed: Uint8Array };
      await database.put(lost, { ...first, sealed: moved } as never);
    });
    await expectLost(lost);
  });

  test('is not seen by a reader before it is dropped', async () => {
    expect(await store.unlock(KEY, freshStatus, LATER)).toBe(true);
    await damage(lost, (record) => ({ ...record, sealed: new Uint8Array(80) }));
    expect(await readBack(store)).toEqual({ ...whole, [lost]: whole[lost].slice(1) });
  });

  test('keeps a passphrase from being removed until it was dropped', async () => {
    expect(await store.unlock(KEY, freshStatus, LATER)).toBe(true);
    await damage(lost, (record) => ({ ...record, sealed: new Uint8Array(80) }));
    const before = await everything(name);
    await expect(store.openAll()).rejects.toMatchObject({ trouble: { where: 'damaged record' } });
    expect(await everything(name)).toEqual(before);
    await expectLost(lost);
    await store.openAll();
    expect(await readBack(store)).toEqual(without(lost));
  });
});

test('a record of one store does not open in another, be it moved there as it is', async () => {
  await raw(name, async (database) => {
    for (const finding of await database.getAll('findings'))
      await database.put('operations', finding as never);
  });
  expect(await store.unlock(KEY, freshStatus, LATER)).toBe(true);
  expect(await readBack(store)).toEqual(whole);
  expect(await store.faults()).toEqual([firsts.operations, firsts.operations]);
});

test('an operation whose end was hidden or made up is damaged', async () => {
  await damage('operations', (record) => ({ ...record, isOpen: !record.isOpen }));
  await expectLost('operations');
});

test('a whole store of damaged records leaves the others, and each account begins anew', async () => {
  await raw(name, async (database) => {
    for (const record of await database.getAll('statuses')) {
      await database.put('statuses', { ...record, sealed: new Uint8Array(80) } as never);
    }
  });
  expect(await store.unlock(KEY, freshStatus, LATER)).toBe(true);
  const fresh = (await store.accounts()).map(freshStatus);
  expect(await readBack(store)).toEqual({ ...whole, statuses: fresh });
  expect(await store.faults()).toHaveLength(2);
});

test('what was damaged is spoken of no more once everything is forgotten; other faults are', async () => {
  await damage('servers', (record) => ({ ...record, sealed: new Uint8Array(80) }));
  expect(await store.unlock(KEY, freshStatus, LATER)).toBe(true);
  const other = { kind: 'error', at: LATER, where: 'here', name: 'Error' } as const;
  await store.addFault(other);
  await store.dropSealed(freshStatus);
  expect(await store.faults()).toEqual([other]);
});

test('a refresh that was under way begins anew where a server was lost', async () => {
  expect(await store.unlock(KEY, freshStatus)).toBe(true);
  await store.updateStatus('a1', (status) => ({ ...status, refresh: { startedAt: NOW, listed: true } }));
  store.lock();
  await damage('servers', (record) => ({ ...record, sealed: new Uint8Array(80) }));
  await expectLost('servers');
});

test('only the last fifty faults are kept, and they name what happened in its order', async () => {
  await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      store.addFault({ kind: 'error', at, where: 'here', name: 'Error' }),
    ),
  );
  const kept = (await store.faults()).map(({ at }) => at);
  expect(kept).toEqual(Array.from({ length: 50 }, (_, i) => i + 10));
});
