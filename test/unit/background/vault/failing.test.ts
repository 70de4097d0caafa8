import { beforeEach, describe, expect, test, vi } from 'vitest';
import { MINUTE_MS } from '../../../../lib/model/time';
import { onChange } from '../../../../lib/state/changes';
import { aFleet, type Fleet, KEYS, keyOf, lockNow, must, refused, set, unlock } from './fleet';

// On a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let fleet: Fleet;
let bench: Fleet['bench'];
const failing = async () => {
  throw new Error('the disk is full');
};

beforeEach(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  fleet = await aFleet();
  bench = fleet.bench;
});

/** The browser's memory cannot be used until what this gives is called. */
function loseMemory(): () => void {
  const before = bench.browser.session;
  const broken = () => {
    throw new Error('no memory');
  };
  Object.defineProperty(bench.browser, 'session', { configurable: true, get: broken, set: broken });
  return () =>
    Object.defineProperty(bench.browser, 'session', { configurable: true, writable: true, value: before });
}

test('a key that stayed in memory when it was to go, goes with the next "Lock now"', async () => {
  await must(set(bench));
  const restore = loseMemory();
  expect(await lockNow(bench)).toMatchObject({ ok: false });
  restore();
  expect(await bench.send('refresh', { accountId: null })).toEqual(refused('locked'));
  expect(bench.browser.session).not.toEqual({});
  await must(lockNow(bench));
  expect(bench.browser.session).toEqual({});
});

test('an unlock that fails over the stored state leaves nothing open', async () => {
  await must(set(bench));
  await must(lockNow(bench));
  vi.spyOn(bench.store, 'unlock').mockImplementationOnce(failing);
  expect(await unlock(bench)).toMatchObject({ ok: false });
  expect(bench.browser.session).toEqual({});
  expect(await keyOf(bench, fleet.accounts[0].id)).toBe('locked');
  await must(unlock(bench));
  expect(await keyOf(bench, fleet.accounts[0].id)).toBe(KEYS[0]);
});

describe('a change that fails after the state took part in it', () => {
  test('is settled at the next wake, when a passphrase was set', async () => {
    vi.spyOn(bench.store, 'sealId').mockImplementationOnce(failing);
    expect(await set(bench)).toMatchObject({ ok: false });
    await bench.wake();
    expect(await keyOf(bench, fleet.accounts[0].id)).toBe(KEYS[0]);
    await must(lockNow(bench));
    expect(await keyOf(bench, fleet.accounts[0].id)).toBe('locked');
    await must(unlock(bench));
    expect(await keyOf(bench, fleet.accounts[0].id)).toBe(KEYS[0]);
  });

  test('and when it was forgotten: keys can be entered again', async () => {
    await must(set(bench));
    await must(lockNow(bench));
    vi.spyOn(bench.store, 'sealId').mockImplementationOnce(failing);
    expect(await bench.send('forgetPassphrase', {})).toMatchObject({ ok: false });
    await bench.wake();
    const [{ id: accountId }] = fleet.accounts;
    await must(bench.send('replaceKey', { accountId, key: KEYS[0] }));
    await bench.pass(2 * MINUTE_MS);
    expect(await bench.store.status(accountId)).toMatchObject({ trouble: null });
  });
});

test('a memory that cannot be emptied keeps nobody from starting over', async () => {
  await must(set(bench));
  await must(lockNow(bench));
  const restore = loseMemory();
  const answer = await bench.ask('forgetPassphrase', {});
  restore();
  expect(answer).toMatchObject({ ok: true });
  expect(bench.store.sealState).toBe('plain');
});

test('a start that fails shows that nothing is watched, and is tried again in a minute', async () => {
  await must(set(bench));
  bench.kill();
  bench.browser.badge = null;
  bench.browser.alarmAt = null;
  const restore = loseMemory();
  await bench.wake();
  expect(bench.browser.badge).toMatchObject({ text: '?' });
  expect(bench.browser.alarmAt).toBe(bench.simulator.clock.now() + MINUTE_MS);
  restore();
  await bench.pass(2 * MINUTE_MS);
  expect(bench.browser.badge).toMatchObject({ text: '' });
});

test('a worker that finds it locked says so to the open pages: the last one may have died before it could', async () => {
  await must(set(bench));
  bench.closeBrowser();
  const told = vi.fn();
  const stop = onChange(told);
  await bench.wake();
  await vi.waitFor(() => expect(told).toHaveBeenCalled());
  stop();
});

test('what is on the screen of notifications goes when it is locked', async () => {
  await must(set(bench));
  bench.browser.onScreen.add('finding:x');
  await must(lockNow(bench));
  expect([...bench.browser.onScreen]).toEqual([]);
});

test('an account that could not be stored leaves no key and gives the permission back', async () => {
  bench.browser.origins.add('https://api.vpsbg.eu/*');
  bench.simulator.world.addAccount({ provider: 'vpsbg', key: 'key-of-nobody' });
  vi.spyOn(bench.store, 'addAccount').mockImplementationOnce(failing);
  const removed = vi.spyOn(bench.vault, 'remove');
  const payload = { provider: 'vpsbg', label: 'lab', key: 'key-of-nobody' } as const;
  expect(await bench.send('addAccount', payload)).toMatchObject({ ok: false });
  expect(removed).toHaveBeenCalledTimes(1);
  expect(bench.browser.origins.has('https://api.vpsbg.eu/*')).toBe(false);
});
