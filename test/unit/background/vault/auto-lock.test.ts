import { beforeEach, expect, test, vi } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../../lib/model/time';
import { aFleet, type Fleet, must, refused, set, unlock } from './fleet';

const AFTER_MS = 15 * MINUTE_MS;

// Minutes and hours of alarms are lived through, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });

let fleet: Fleet;
let bench: Fleet['bench'];

beforeEach(async () => {
  fleet = await aFleet();
  bench = fleet.bench;
  await must(set(bench));
  await must(bench.send('changeSettings', { change: { lockAfterMs: AFTER_MS } }));
});

const sealState = () => bench.store.sealState;
const used = () => bench.send('used', {});
/** Time in which no alarm and no timer fires: as on a computer that sleeps, or by a clock that is set. */
const turnClock = (ms: number) => bench.simulator.clock.freeze(bench.simulator.clock.now() + ms);

test('it locks so long after the last use, by its alarm', async () => {
  await bench.pass(AFTER_MS - MINUTE_MS);
  expect(sealState()).toBe('open');
  await must(used());
  await bench.pass(AFTER_MS - SECOND_MS);
  expect(sealState()).toBe('open');
  await bench.pass(31 * SECOND_MS);
  expect(sealState()).toBe('locked');
  expect(bench.browser.session).toEqual({});
  expect(bench.browser.badge).toMatchObject({ text: '?' });
  expect(bench.browser.alarmAt).toBeNull();
});

test('an unlock is a use', async () => {
  await bench.pass(AFTER_MS + MINUTE_MS);
  await must(unlock(bench));
  await bench.pass(AFTER_MS - SECOND_MS);
  expect(sealState()).toBe('open');
  await bench.pass(31 * SECOND_MS);
  expect(sealState()).toBe('locked');
});

test('its own refreshes and what a panel asks are no use', async () => {
  for (let minute = 0; minute < 16; minute++) {
    await bench.wake();
    await bench.sendFromPanel('hostup', 'panelView', {});
    await bench.pass(MINUTE_MS);
  }
  expect(sealState()).toBe('locked');
});

test('without the setting it stays open', async () => {
  await must(bench.send('changeSettings', { change: { lockAfterMs: null } }));
  await bench.pass(6 * HOUR_MS);
  expect(sealState()).toBe('open');
});

test('without a passphrase the setting locks nothing', async () => {
  await must(bench.send('removePassphrase', { current: 'correct horse battery' }));
  await bench.pass(HOUR_MS);
  expect(sealState()).toBe('plain');
  await must(used());
  expect(bench.browser.session).toEqual({});
});

test('a new worker counts from the last use, not from its own start', async () => {
  await bench.pass(AFTER_MS - 2 * MINUTE_MS);
  bench.kill();
  await bench.wake();
  expect(sealState()).toBe('open');
  await bench.pass(2 * MINUTE_MS + 31 * SECOND_MS);
  expect(sealState()).toBe('locked');
});

test('it waits for a running backup, and locks soon after its end, which is told', async () => {
  bench.simulator.world.operationMs = 30 * MINUTE_MS;
  const { operationId } = await must(
    bench.send('backUpNow', {
      accountId: fleet.accounts[0].id,
      serverId: fleet.server.id,
      note: null,
      cost: null,
    }),
  );
  for (let minute = 0; minute < 29; minute++) {
    await bench.pass(MINUTE_MS);
    expect(sealState()).toBe('open');
  }
  await bench.pass(3 * MINUTE_MS);
  expect(sealState()).toBe('locked');
  expect(bench.browser.notices.map(({ id }) => id)).toContain(operationId);
});

test('after a sleep longer than that the first thing that happens is that it locks', async () => {
  bench.simulator.clearLog();
  turnClock(8 * HOUR_MS);
  await bench.wake();
  expect(sealState()).toBe('locked');
  expect(bench.simulator.requests).toEqual([]);
});

test.each([
  ['a page that is used', () => used()],
  ['a page that asks for a refresh', () => bench.send('refresh', { accountId: null })],
  ['a panel', () => bench.sendFromPanel('hostup', 'panelView', {})],
])('%s after that time finds it locked, and does not make up for it', async (_who, ask) => {
  bench.simulator.clearLog();
  turnClock(AFTER_MS);
  const answer = await ask();
  if (!answer.ok) expect(answer).toEqual(refused('locked'));
  expect(sealState()).toBe('locked');
  expect(bench.simulator.requests).toEqual([]);
  expect(bench.browser.badge).toMatchObject({ text: '?' });
});

test('what finds it locked also shows it: the badge and the alarm need no later wake', async () => {
  turnClock(AFTER_MS);
  expect(await bench.ask('refresh', { accountId: null })).toEqual(refused('locked'));
  await vi.waitFor(() => expect(bench.browser.badge).toMatchObject({ text: '?' }));
  expect(bench.browser.alarmAt).toBeNull();
});

test('a clock that is set forward locks: that is the safe way to be wrong', async () => {
  turnClock(DAY_MS);
  await bench.wake();
  expect(sealState()).toBe('locked');
});

test('a clock that is set back does not hold it open for longer', async () => {
  turnClock(-DAY_MS);
  await bench.wake();
  expect(sealState()).toBe('open');
  await bench.pass(AFTER_MS + 31 * SECOND_MS);
  expect(sealState()).toBe('locked');
});

test('a memory that was emptied from outside leaves it to be locked', async () => {
  bench.browser.session = {};
  await bench.wake();
  expect(sealState()).toBe('locked');
});
