import { describe, expect, test, vi } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../lib/model/time';
import { createSimulator } from '../../simulator/simulator';
import { hosts, type SimServers } from '../../simulator/types';
import { type Bench, createBench } from './bench';
import { must } from './vault/fleet';

vi.setConfig({ testTimeout: 30_000 });

type Creator = 'hostup' | 'vpsorg';
type Ref = { accountId: string; serverId: string };

/** Accounts at two providers, so many servers each, all overdue. */
async function aFleetOf(perAccount: number) {
  const bench = await createBench(createSimulator({ startAt: Date.UTC(2026, 2, 10, 12) }));
  const { world } = bench.simulator;
  const refs: Ref[] = [];
  async function of<P extends Creator>(
    provider: P,
    addServer: (name: string) => SimServers[P],
  ): Promise<SimServers[P][]> {
    bench.browser.origins.add(`https://${hosts[provider]}/*`);
    world.addAccount({ provider, key: `sample-${provider}` });
    const servers = Array.from({ length: perAccount }, (_, at) => {
      const server = addServer(`${provider}-${at}`);
      world.addBackup(server, { createdAt: world.now() - 9 * DAY_MS });
      return server;
    });
    const account = await must(
      bench.send('addAccount', { provider, label: provider, key: `sample-${provider}` }),
    );
    refs.push(...servers.map(({ id }) => ({ accountId: account.id, serverId: id })));
    return servers;
  }
  const hostup = await of('hostup', (name) => world.addServer('hostup', { name, keys: ['sample-hostup'] }));
  const vpsorg = await of('vpsorg', (name) => world.addServer('vpsorg', { name, keys: ['sample-vpsorg'] }));
  await bench.wake();
  bench.simulator.clearLog();
  return { bench, hostup, vpsorg, refs };
}

const backUp = (bench: Bench, servers: Ref[]) =>
  bench.send('backUpMany', { servers: servers.map((ref) => ({ ...ref, cost: null })), note: 'weekly' });
const onlyPlan = async (bench: Bench) => {
  const [plan, ...more] = await bench.store.plans();
  if (!plan || more.length > 0) throw new Error(`${more.length + 1} plans`);
  return plan;
};
const posts = ({ simulator }: Bench) => simulator.requests.filter(({ method }) => method === 'POST');
const notices = ({ browser }: Bench) =>
  browser.notices.filter(({ id }) => !/^(finding|digest|quiet):/.test(id));
const states = async (bench: Bench) =>
  (await bench.store.operations()).map(({ serverName, state }) => `${serverName} ${state}`).sort();

describe('backing up many', () => {
  test('asks each account for one after the other, and tells their end once', async () => {
    const { bench, refs } = await aFleetOf(3);
    const { planId } = await must(backUp(bench, refs));
    await bench.pass(10 * SECOND_MS);
    expect(posts(bench)).toHaveLength(6);
    await bench.pass(5 * MINUTE_MS);
    expect((await onlyPlan(bench)).end).toMatchObject({ kind: 'done' });
    expect(new Set((await states(bench)).map((line) => line.split(' ')[1]))).toEqual(new Set(['succeeded']));
    expect(notices(bench)).toMatchObject([{ id: planId, title: 'All 6 servers are backed up' }]);
    expect(bench.simulator.violations).toEqual([]);
  });

  test('reads the chosen servers alone, and stops at what no server of the account will answer', async () => {
    const { bench, refs } = await aFleetOf(12);
    const [one, two] = refs;
    if (!one || !two) throw new Error('twelve each');
    const read = () =>
      bench.send('readServers', { accountId: one.accountId, serverIds: [one.serverId, two.serverId] });
    await must(read());
    const asked = bench.simulator.requests.map(({ path }) => path);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((path) => ![one, two].some(({ serverId }) => path.includes(serverId)))).toEqual([]);
    bench.simulator.clearLog();
    bench.simulator.fail({ method: 'GET', how: { kind: 'status', status: 401 } });
    const serverIds = refs
      .filter(({ accountId }) => accountId === one.accountId)
      .map(({ serverId }) => serverId);
    const answer = await bench.send('readServers', { accountId: one.accountId, serverIds });
    expect(answer).toMatchObject({ ok: false, trouble: { kind: 'wrongKey' } });
    // Those that were on their way already, of twelve.
    expect(new Set(bench.simulator.requests.map(({ path }) => path.split('/')[4])).size).toBeLessThanOrEqual(
      4,
    );
  });

  test('keeps nothing of a key that is replaced while the servers are about to be read', async () => {
    const { bench, refs } = await aFleetOf(1);
    const [one] = refs;
    if (!one) throw new Error('one each');
    const before = await bench.store.server(one.accountId, one.serverId);
    bench.simulator.world.addAccount({ provider: 'hostup', key: 'newer-key' });
    bench.simulator.world.addServer('hostup', { name: 'of-another', keys: ['newer-key'] });
    const { vault } = bench;
    const key = await vault.unseal(one.accountId);
    vi.spyOn(vault, 'unseal').mockImplementationOnce(async () => {
      await must(bench.ask('replaceKey', { accountId: one.accountId, key: 'newer-key' }));
      return key;
    });
    await bench.pass(MINUTE_MS);
    bench.simulator.clearLog();
    await must(bench.ask('readServers', { accountId: one.accountId, serverIds: [one.serverId] }));
    expect(await vault.unseal(one.accountId)).toBe('newer-key');
    expect(bench.simulator.requests.filter(({ path }) => path.includes(one.serverId))).toEqual([]);
    expect(await bench.store.server(one.accountId, one.serverId)).toEqual(before);
  });

  test('what cannot start keeps its reason and stops no other', async () => {
    const { bench, refs, hostup, vpsorg } = await aFleetOf(3);
    const [shut, failing] = hostup;
    if (!shut || !failing || !vpsorg[0]) throw new Error('three each');
    shut.createGate = { allowed: false, reason: 'An order is pending', code: 'pending_order' };
    failing.failNext = 'Storage node is out of space';
    bench.simulator.world.account('sample-vpsorg').rights = 'read';
    await must(backUp(bench, refs));
    await bench.pass(5 * MINUTE_MS);
    const plan = await onlyPlan(bench);
    expect(plan.end).toMatchObject({ kind: 'done' });
    expect(plan.steps.map(({ serverName, notStarted }) => [serverName, notStarted?.kind ?? null])).toEqual([
      ['hostup-0', 'gateClosed'],
      ['hostup-1', null],
      ['hostup-2', null],
      ['vpsorg-0', null],
      // The first one said that the key may not: the others are not asked.
      ['vpsorg-1', 'forbidden'],
      ['vpsorg-2', 'forbidden'],
    ]);
    expect(await states(bench)).toEqual(['hostup-1 failed', 'hostup-2 succeeded', 'vpsorg-0 failed']);
    const [notice, ...more] = notices(bench);
    expect(more).toEqual([]);
    expect(notice?.title).toBe('1 of 6 servers are backed up');
    expect(notice?.message).toContain('An order is pending');
  });

  test('a long limit of one account holds up no other; past the hour it is given up', async () => {
    const { bench, refs } = await aFleetOf(3);
    bench.simulator.fail({
      host: hosts.hostup,
      method: 'POST',
      times: 1,
      how: { kind: 'status', status: 429, headers: { 'retry-after': String((3 * HOUR_MS) / 1000) } },
    });
    await must(backUp(bench, refs));
    await bench.pass(MINUTE_MS);
    expect((await states(bench)).filter((line) => /vpsorg/.test(line))).toEqual([
      'vpsorg-0 succeeded',
      'vpsorg-1 succeeded',
      'vpsorg-2 succeeded',
    ]);
    const plan = await onlyPlan(bench);
    expect(plan.end).toMatchObject({ kind: 'done' });
    expect(plan.steps.filter(({ notStarted }) => notStarted !== null)).toHaveLength(2);
    expect(notices(bench)).toHaveLength(1);
    await bench.pass(4 * HOUR_MS);
    expect(posts(bench).filter(({ host }) => host === hosts.hostup)).toHaveLength(1);
  });

  test('a short limit is waited for, and what was refused by it is not asked again', async () => {
    const { bench, refs } = await aFleetOf(2);
    bench.simulator.fail({
      host: hosts.hostup,
      method: 'POST',
      times: 1,
      how: { kind: 'status', status: 429, headers: { 'retry-after': '120' } },
    });
    await must(backUp(bench, refs));
    await bench.pass(MINUTE_MS);
    expect((await onlyPlan(bench)).end).toBeNull();
    await bench.pass(4 * MINUTE_MS);
    expect((await states(bench)).filter((line) => /hostup/.test(line))).toEqual([
      'hostup-0 failed',
      'hostup-1 succeeded',
    ]);
    expect((await onlyPlan(bench)).end).toMatchObject({ kind: 'done' });
  });

  test('an account that is removed amid it is left out of the rest', async () => {
    const { bench, refs } = await aFleetOf(2);
    bench.simulator.world.operationMs = 10 * MINUTE_MS;
    await must(backUp(bench, refs));
    await bench.pass(5 * SECOND_MS);
    await must(bench.send('removeAccount', { accountId: refs[0]?.accountId ?? '' }));
    await bench.pass(20 * MINUTE_MS);
    const plan = await onlyPlan(bench);
    expect(plan.steps.map(({ provider }) => provider)).toEqual(['vpsorg', 'vpsorg']);
    expect(plan.end).toMatchObject({ kind: 'done' });
  });

  test('what costs another thing by then than was told does not leave', async () => {
    const { bench, refs, hostup } = await aFleetOf(3);
    for (const server of hostup) Object.assign(server, { quotaLimit: 1, autoDeleteOldest: true });
    const evicts = ({ backups: [backup] }: (typeof hostup)[number], isLastGood: boolean) =>
      ({ kind: 'evicts', stated: true, backupId: backup?.id ?? null, isLastGood }) as const;
    const costs = hostup.map((server, at) => (at === 0 ? null : evicts(server, at === 1)));
    const servers = refs.map((ref, at) => ({ ...ref, cost: costs[at] ?? null }));
    await must(bench.send('backUpMany', { servers, note: null }));
    await bench.pass(5 * MINUTE_MS);
    const { steps } = await onlyPlan(bench);
    expect(steps.slice(0, 3).map(({ notStarted }) => notStarted?.kind ?? null)).toEqual([
      'changed',
      null,
      'changed',
    ]);
    expect(posts(bench).filter(({ host }) => host === hosts.hostup)).toHaveLength(1);
  });

  test('what waits for its turn does not leave once its account is removed', async () => {
    const { bench, refs } = await aFleetOf(2);
    const [first, second] = refs;
    if (!first || !second) throw new Error('two of an account');
    bench.simulator.fail({ host: hosts.hostup, method: 'POST', how: { kind: 'delay', ms: 300 } });
    const asked = [first, second].map((ref) => bench.ask('backUpNow', { ...ref, note: null, cost: null }));
    await vi.waitFor(async () => expect(await bench.store.operations()).toHaveLength(2));
    await must(bench.ask('removeAccount', { accountId: first.accountId }));
    await Promise.all(asked);
    expect(bench.left.filter((method) => method === 'POST')).toHaveLength(1);
    expect(await bench.store.operations()).toEqual([]);
  });

  test('a server that is in a plan already is no second one’s', async () => {
    const { bench, refs } = await aFleetOf(1);
    await must(backUp(bench, refs));
    await must(backUp(bench, [...refs, ...refs]));
    await bench.pass(5 * MINUTE_MS);
    const plans = await bench.store.plans();
    expect(plans.map(({ steps }) => steps.map(({ notStarted }) => notStarted?.kind ?? null))).toEqual(
      expect.arrayContaining([
        [null, null],
        ['alreadyRunning', 'alreadyRunning'],
      ]),
    );
    expect(posts(bench)).toHaveLength(2);
  });

  test('the rest does not start in another session of the browser', async () => {
    const { bench, refs } = await aFleetOf(3);
    await must(backUp(bench, refs));
    bench.closeBrowser();
    await bench.wake();
    const before = posts(bench).length;
    expect(before).toBeLessThan(6);
    await bench.pass(HOUR_MS);
    expect(posts(bench)).toHaveLength(before);
    expect((await onlyPlan(bench)).end).toMatchObject({ kind: 'stopped', why: 'interrupted' });
  });
});
