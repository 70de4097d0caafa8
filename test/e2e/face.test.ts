import { afterEach, describe, expect, test } from 'vitest';
import { addAccount, focusedName, press, pressKey, textOf, waitForText } from '../harness/acts';
import { until } from '../harness/poll';
import { nastyKeys, nastyWorld, sampleAccounts, sampleWorld } from '../simulator/fleet';
import { browsers, endIdsOf, type Stage, setStage } from './stage';

let stage: Stage | null = null;
afterEach(async () => {
  await stage?.strike();
  stage = null;
});

describe.each(browsers)('the face in %s', (kind) => {
  test('everything works by the keyboard alone', async () => {
    stage = await setStage(kind, ({ world }) => {
      world.addAccount({ provider: 'vpsorg', key: 'sample-vpsorg-key' });
      world.addBackup(world.addServer('vpsorg', { name: 'web-server-01', keys: ['sample-vpsorg-key'] }));
    });
    const { driver, simulator } = stage;
    const tabTo = async (page: Parameters<typeof pressKey>[0], name: string | RegExp) => {
      for (let i = 0; i < 40; i++) {
        const focused = await focusedName(page);
        if (typeof name === 'string' ? focused === name : name.test(focused)) return;
        await pressKey(page, 'Tab');
      }
      throw new Error(`${name} is not reached by Tab`);
    };
    const options = await driver.openPage('options.html');
    await driver.grantOrigins(['https://admin.vps.org/*']);
    await tabTo(options, 'HostUp');
    await pressKey(options, 'ArrowRight');
    await pressKey(options, 'ArrowRight');
    await tabTo(options, 'Label');
    await options.keyboard.type('shop');
    await tabTo(options, 'API key');
    await options.keyboard.type('sample-vpsorg-key');
    await pressKey(options, 'Enter');
    await waitForText(options, 'shop was added.', 20_000);

    const popup = await driver.openPage('popup.html');
    await waitForText(popup, '1 of 1 server is covered');
    await tabTo(popup, /web-server-01 VPS\.org/);
    await pressKey(popup, 'Enter');
    await waitForText(popup, "Open VPS.org's panel");
    await pressKey(popup, 'Enter');
    await tabTo(popup, 'Back up web-server-01 now');
    await pressKey(popup, 'Enter');
    await until(
      'the note has the focus',
      async () => (await focusedName(popup)) === 'Note (optional)' || null,
    );
    await pressKey(popup, 'Escape');
    await until(
      'the focus is back on the button',
      async () => (await focusedName(popup)) === 'Back up web-server-01 now' || null,
    );
    await pressKey(popup, 'Enter');
    await until(
      'the note has the focus',
      async () => (await focusedName(popup)) === 'Note (optional)' || null,
    );
    await popup.keyboard.type('by hand');
    await pressKey(popup, 'Enter');
    await waitForText(popup, /Backup queued|Backing up/);
    expect(simulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  test('nasty names, notes and rows are text, and break nothing', async () => {
    stage = await setStage(kind, nastyWorld);
    const { driver } = stage;
    const options = await driver.openPage('options.html');
    for (const [label, key] of Object.entries(nastyKeys)) {
      const provider = label === 'vpsbg' || label === 'vpsorg' ? label : 'hostup';
      await addAccount(driver, { provider, label: `<b>${label}</b>`, key }, options);
    }
    const popup = await driver.openPage('popup.html');
    await popup.setViewport({ width: 400, height: 600 });
    const text = await waitForText(popup, 'onerror=alert(1)', 20_000);
    expect(text).toContain('<b>hostup</b>');
    expect(await popup.evaluate('document.querySelectorAll("img, script:not([src]), b").length')).toBe(0);
    // What scrolls sideways: the page itself, or any part of it that scrolls at all.
    const sideways = `[document.documentElement, ...document.querySelectorAll('*')].filter((element) =>
      /auto|scroll/.test(getComputedStyle(element).overflowX + (element === document.documentElement ? 'auto' : '')) &&
      element.scrollWidth > element.clientWidth).map((element) => element.className || element.tagName).join()`;
    expect(await popup.evaluate(sideways)).toBe('');
    expect(await options.evaluate(sideways)).toBe('');
    const whole = await textOf(popup);
    expect(whole).toContain('could not be read');
    expect(whole).toContain('no longer listed');
    await press(popup, 'All backups');
    await waitForText(popup, '<script>alert(1)</script>');
    expect(await popup.evaluate(sideways)).toBe('');
  });

  test('the real popup opens from the toolbar at its size', async () => {
    stage = await setStage(kind, sampleWorld);
    const { driver } = stage;
    await addAccount(driver, sampleAccounts[0]);
    const popup = await driver.openToolbarPopup('app-01');
    expect(popup.widthPx).toBeGreaterThanOrEqual(400);
    expect(popup.heightPx).toBeGreaterThan(300);
  });

  test('a notification’s click opens the server it is about', async () => {
    stage = await setStage(kind, ({ world }) => {
      world.addAccount({ provider: 'vpsorg', key: 'sample-vpsorg-key' });
      world.addServer('vpsorg', { name: 'web-server-01', keys: ['sample-vpsorg-key'] });
    });
    const { driver, simulator } = stage;
    await addAccount(driver, { provider: 'vpsorg', label: 'shop', key: 'sample-vpsorg-key' });
    const popup = await driver.openPage('popup.html');
    await press(popup, 'Back up web-server-01 now');
    await press(popup, 'Back up now');
    await waitForText(popup, /Backup queued|Backing up/);
    simulator.world.finishOperation(simulator.world.serverNamed('vpsorg', 'web-server-01').id);
    const id = await until('its end is told', async () => (await endIdsOf(driver))[0] ?? null, 30_000);
    await driver.clickNotification(id);
    await until('the page of the server opens and shows its details', () =>
      popup.evaluate(`(globalThis.browser ?? chrome).extension.getViews({ type: 'tab' }).some((view) =>
        view.location.hash.startsWith('#server=') && view.document.body?.innerText.includes("Open VPS.org's panel"))`),
    );
  });
});
