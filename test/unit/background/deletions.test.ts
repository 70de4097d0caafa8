import { describe, expect, test, vi } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { endNotices, type One, oneServer, writesOf } from './desk-of-one';

vi.setConfig({ testTimeout: 30_000 });

const remove = (one: One, at: 0 | 1 | 2 = 0, typedName: string | null = null) =>
  one.bench.send('deleteBackup', { ...one.ref, backupId: one.backupIds[at], typedName });
const left = ({ server }: One) => server.backups.map(({ id }) => id);
const onlyOperation = async ({ bench }: One) => {
  const [operation, ...more] = await bench.store.operations();
  if (!operation || more.length > 0) throw new Error(`${more.length + 1} operations`);
  return operation;
};

describe.each(['hostup', 'vpsbg', 'vpsorg'] as const)('deleting a backup at %s', (provider) => {
  test('takes it away, says so once, and the list shows it at once', async () => {
    const one = await oneServer(provider);
    expect(await remove(one)).toMatchObject({ ok: true });
    expect(left(one)).toEqual(one.backupIds.slice(1));
    expect(await onlyOperation(one)).toMatchObject({ state: 'succeeded', newBackups: [] });
    const stored = await one.bench.store.server(one.accountId, one.server.id);
    expect(stored?.reading?.backups).toHaveLength(2);
    await one.bench.pass(HOUR_MS);
    expect(endNotices(one)).toHaveLength(1);
    expect(writesOf(one)).toHaveLength(1);
  });

  test('whose answer is lost is found to be done by the list', async () => {
    const one = await oneServer(provider);
    one.bench.simulator.fail({ method: 'DELETE', times: 1, how: { kind: 'acceptThenLose' } });
    expect(await remove(one)).toMatchObject({ ok: true });
    await one.bench.pass(MINUTE_MS);
    expect(await onlyOperation(one)).toMatchObject({ state: 'succeeded' });
    expect(writesOf(one)).toHaveLength(1);
  });

  test('that never arrived ends as not done, and is not sent again', async () => {
    const one = await oneServer(provider);
    one.bench.simulator.fail({ method: 'DELETE', times: 1, how: { kind: 'reset' } });
    await remove(one);
    await one.bench.pass(MINUTE_MS);
    expect(await onlyOperation(one)).toMatchObject({ state: 'unknown' });
    await one.bench.pass(3 * MINUTE_MS);
    expect(await onlyOperation(one)).toMatchObject({
      state: 'failed',
      trouble: { kind: 'notDone', answered: false },
    });
    expect(left(one)).toHaveLength(3);
    expect(writesOf(one)).toHaveLength(1);
  });

  test('that somebody else deleted meanwhile is refused before anything leaves', async () => {
    const one = await oneServer(provider);
    one.server.backups = one.server.backups.filter(({ id }) => id !== one.backupIds[0]);
    expect(await remove(one)).toMatchObject({ ok: false, trouble: { kind: 'restorePointGone' } });
    expect(writesOf(one)).toEqual([]);
  });

  test('asks for the name where no other restore point remains', async () => {
    const one = await oneServer(provider);
    one.server.backups = one.server.backups.filter(({ id }) => id === one.backupIds[0]);
    expect(await remove(one)).toMatchObject({ ok: false, trouble: { kind: 'changed' } });
    expect(await remove(one, 0, 'app-02')).toMatchObject({ ok: false, trouble: { kind: 'nameMismatch' } });
    expect(writesOf(one)).toEqual([]);
    expect(await remove(one, 0, 'app-01')).toMatchObject({ ok: true });
    expect(left(one)).toEqual([]);
  });

  test('with a key that may only read is refused, and the key is known for it', async () => {
    const one = await oneServer(provider, { rights: 'read' });
    expect(await remove(one)).toMatchObject({ ok: false, trouble: { kind: 'forbidden' } });
    expect((await one.bench.store.status(one.accountId))?.writes).toBe('refused');
    expect(await remove(one)).toMatchObject({ ok: false, trouble: { kind: 'forbidden' } });
    expect(writesOf(one)).toHaveLength(1);
  });
});

describe('a path that is inferred', () => {
  test.each([404, 405])('a %d for a backup that is still there leads to the panel', async (status) => {
    const one = await oneServer('vpsbg');
    one.bench.simulator.fail({ method: 'DELETE', times: 1, how: { kind: 'status', status } });
    expect(await remove(one)).toMatchObject({ ok: false, trouble: { kind: 'callNotFound' } });
    expect(await onlyOperation(one)).toMatchObject({ state: 'failed', trouble: { kind: 'callNotFound' } });
    expect(endNotices(one)[0]?.message).toMatch(/panel/);
  });

  test('a 404 for one that a look no longer finds means that it is gone', async () => {
    const one = await oneServer('vpsbg');
    // It goes between the look before the request and the request itself.
    one.bench.simulator.fail({ method: 'DELETE', times: 1, how: { kind: 'acceptThenLose' } });
    const answer = remove(one);
    expect(await answer).toMatchObject({ ok: true });
    await one.bench.pass(MINUTE_MS);
    expect(await onlyOperation(one)).toMatchObject({ state: 'succeeded' });
  });

  test('a lock is said at once, and looked after', async () => {
    const one = await oneServer('vpsbg');
    one.bench.simulator.fail({ method: 'DELETE', times: 1, how: { kind: 'status', status: 423 } });
    expect(await remove(one)).toMatchObject({ ok: false, trouble: { kind: 'busy' } });
    expect(await onlyOperation(one)).toMatchObject({ state: 'unknown', answered: true });
    await one.bench.pass(4 * MINUTE_MS);
    expect(await onlyOperation(one)).toMatchObject({ state: 'failed', trouble: { kind: 'busy' } });
    expect(writesOf(one)).toHaveLength(1);
  });
});

test('what goes wrong with the look after it takes nothing back', async () => {
  const one = await oneServer('hostup');
  const { store } = one.bench;
  const read = store.server.bind(store);
  vi.spyOn(store, 'server').mockImplementation((...ids) =>
    one.bench.left.includes('DELETE') ? Promise.reject(new Error('the disk is gone')) : read(...ids),
  );
  await one.bench.ask('deleteBackup', { ...one.ref, backupId: one.backupIds[0], typedName: null });
  expect(await onlyOperation(one)).toMatchObject({ state: 'succeeded' });
});
