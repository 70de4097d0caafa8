import { beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../../lib/model/account';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../lib/model/time';
import { createSimulator } from '../../simulator/simulator';
import { NOW } from '../builders';
import { type Bench, createBench } from './bench';

describe('what a person asks for', () => {
  let bench: Bench;
  let account: Account;

  beforeEach(async () => {
    bench = await createBench(createSimulator({ startAt: NOW }));
    bench.browser.origins.add('https://cloud.hostup.se/*');
    const { world } = bench.simulator;
    world.addAccount({ provider: 'hostup', key: 'first-key' });
    for (const name of ['app-01', 'app-02']) {
      const server = world.addServer('hostup', { name, keys: ['first-key'] });
      if (name === 'app-01') world.addBackup(server, { createdAt: world.now() - HOUR_MS });
    }
    const answer = await bench.send('addAccount', { provider: 'hostup', label: 'work', key: 'first-key' });
    if (!answer.ok) throw new Error(answer.trouble.kind);
    account = answer.value;
  });

  const target = { kind: 'server', key: '' } as const;
  const exposedKey = async () => {
    const { findings } = await bench.store.readAll();
    const subject = findings.find(({ finding }) => finding.kind === 'never')?.finding.subject;
    if (subject?.kind !== 'server') throw new Error('no server without a backup');
    return subject.key;
  };

  test('a finding of the first reading is told', async () => {
    expect(bench.browser.notices.map(({ title }) => title)).toEqual(['app-02 has no backup']);
    expect(bench.browser.badge).toMatchObject({ text: '1' });
  });

  test('a snooze hushes the badge until its end, or until it is taken back', async () => {
    const key = await exposedKey();
    await bench.send('snooze', { target: { ...target, key }, span: 'hour' });
    expect(bench.browser.badge).toMatchObject({ text: '' });
    await bench.pass(59 * MINUTE_MS);
    expect(bench.browser.badge).toMatchObject({ text: '' });
    await bench.pass(2 * MINUTE_MS);
    expect(bench.browser.badge).toMatchObject({ text: '1' });
    expect((await bench.store.readAll()).snoozes).toEqual([]);
    await bench.send('snooze', { target: { ...target, key }, span: 'change' });
    expect((await bench.store.readAll()).snoozes).toMatchObject([{ until: null }]);
    expect(bench.browser.badge).toMatchObject({ text: '' });
    await bench.send('snooze', { target: { ...target, key }, span: null });
    expect(bench.browser.badge).toMatchObject({ text: '1' });
  });

  test('a snooze of what is not there is none', async () => {
    await bench.send('snooze', { target: { kind: 'finding', id: 'never/hostup/0' }, span: 'week' });
    await bench.send('snooze', { target: { ...target, key: 'hostup/0' }, span: 'week' });
    expect((await bench.store.readAll()).snoozes).toEqual([]);
  });

  test('a test notification says what the browser answered', async () => {
    const ask = () => bench.send('testNotification', {});
    expect(await ask()).toEqual({ ok: true, value: { kind: 'handedOver' } });
    expect(bench.browser.notices.at(-1)).toMatchObject({ id: 'test' });
    bench.browser.refused.add('test');
    expect(await ask()).toEqual({
      ok: true,
      value: { kind: 'refused', why: 'the system shows no notifications' },
    });
    bench.browser.notificationLevel = 'denied';
    const before = bench.browser.notices.length;
    bench.browser.refused.clear();
    expect(await ask()).toEqual({ ok: true, value: { kind: 'refused', why: 'denied' } });
    expect(bench.browser.notices).toHaveLength(before);
  });

  test('settings go into a file and come back with the labels, without any key', async () => {
    await bench.send('changeSettings', { change: { graceMs: HOUR_MS, mutedAccounts: [account.id] } });
    const answer = await bench.send('exportSettings', {});
    if (!answer.ok) throw new Error(answer.trouble.kind);
    const { text } = answer.value;
    expect(text).not.toContain('first-key');
    await bench.send('renameAccount', { accountId: account.id, label: 'other' });
    await bench.send('changeSettings', { change: { graceMs: 0, mutedAccounts: [] } });
    const outcome = await bench.send('importSettings', { text });
    expect(outcome).toEqual({ ok: true, value: { kind: 'taken', missing: [] } });
    expect(await bench.store.settings()).toMatchObject({ graceMs: HOUR_MS, mutedAccounts: [account.id] });
    expect(await bench.store.account(account.id)).toMatchObject({ label: 'work' });
    const wrong = await bench.send('importSettings', { text: text.replace('3600000', '-1') });
    expect(wrong).toMatchObject({ value: { kind: 'refused', wrong: [{ field: 'settings.graceMs' }] } });
    expect(await bench.store.settings()).toMatchObject({ graceMs: HOUR_MS });
  });

  test('an account that is removed leaves no finding, no snooze, no goal and no mute', async () => {
    const key = await exposedKey();
    const finding = { kind: 'finding', id: `never/${key}` } as const;
    await bench.send('changeSettings', {
      change: {
        accountGoalsMs: { [account.id]: HOUR_MS, other: HOUR_MS },
        serverGoalsMs: { [key]: HOUR_MS, 'vpsbg/1': HOUR_MS },
        mutedAccounts: [account.id, 'other'],
      },
    });
    await bench.send('snooze', { target: finding, span: 'week' });
    await bench.send('snooze', { target: { ...target, key }, span: 'week' });
    await bench.store.putSnooze({
      target: `finding:accountTrouble/${account.id}`,
      setAt: NOW,
      until: NOW + HOUR_MS,
      fingerprint: '',
    });
    const others = { target: 'finding:never/vpsbg/1', setAt: NOW, until: NOW + HOUR_MS, fingerprint: '' };
    await bench.store.putSnooze(others);
    await bench.send('removeAccount', { accountId: account.id });
    expect(await bench.store.readAll()).toMatchObject({
      findings: [],
      snoozes: [others],
      settings: {
        accountGoalsMs: { other: HOUR_MS },
        serverGoalsMs: { 'vpsbg/1': HOUR_MS },
        mutedAccounts: ['other'],
      },
    });
  });

  test('one of two accounts that reach a server takes nothing of it along', async () => {
    const { world } = bench.simulator;
    world.addAccount({
      provider: 'hostup',
      key: 'second-key',
      servers: [...world.servers.hostup.values()],
    });
    const answer = await bench.send('addAccount', { provider: 'hostup', label: 'second', key: 'second-key' });
    expect(answer).toMatchObject({ ok: true });
    const before = bench.browser.notices.length;
    const key = await exposedKey();
    await bench.send('removeAccount', { accountId: account.id });
    await bench.pass(HOUR_MS);
    expect(await exposedKey()).toBe(key);
    expect(bench.browser.notices, 'it is not told again').toHaveLength(before);
  });

  test('a chosen language is spoken from then on: on the button, in the panels and in what is told', async () => {
    expect(bench.browser.badge?.title).toBe('HostUp · work: 1 server needs attention');
    await bench.send('changeSettings', { change: { language: 'sv' } });
    try {
      expect(bench.browser.badge?.title).toBe('HostUp · work: 1 server behöver åtgärdas');
      expect(await bench.sendFromPanel('hostup', 'panelView', {})).toMatchObject({
        value: { words: { button: 'Säkerhetskopiera nu' }, locale: 'sv' },
      });
      await bench.send('testNotification', {});
      expect(bench.browser.notices.at(-1)?.title).toBe('Lastgood kan nå dig');
    } finally {
      await bench.send('changeSettings', { change: { language: 'auto' } });
    }
    expect(bench.browser.badge?.title).toBe('HostUp · work: 1 server needs attention');
  });

  test('the background looks at it all every 15 minutes, and when a snooze or quiet hours end', async () => {
    const waitMs = () => (bench.browser.alarmAt ?? 0) - bench.simulator.clock.now();
    await bench.send('changeSettings', { change: { refreshEveryMs: DAY_MS } });
    await bench.send('refresh', { accountId: null });
    expect(waitMs()).toBe(15 * MINUTE_MS);
    const key = await exposedKey();
    await bench.send('snooze', { target: { ...target, key }, span: 'hour' });
    await bench.pass(50 * MINUTE_MS);
    await bench.wake();
    expect(waitMs()).toBe(10 * MINUTE_MS);
    const end = new Date(bench.simulator.clock.now() + 7 * MINUTE_MS);
    const toMinute = end.getHours() * 60 + end.getMinutes();
    const quietHours = { fromMinute: (toMinute + 1380) % 1440, toMinute, errorsPass: false };
    await bench.send('changeSettings', { change: { quietHours } });
    expect(waitMs()).toBe(7 * MINUTE_MS);
  });
});
