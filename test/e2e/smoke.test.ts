import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitForText } from '../harness/acts';
import { type Driver, launch } from '../harness/driver';
import { type Listening, listen } from '../simulator/server';
import { createSimulator } from '../simulator/simulator';

describe.each(['chromium', 'firefox'] as const)('the production build in %s', (kind) => {
  const simulator = createSimulator();
  let listening: Listening;
  let driver: Driver;

  beforeAll(async () => {
    listening = await listen(simulator);
    driver = await launch(kind, { simulator: listening });
  });

  afterAll(async () => {
    await driver?.close();
    await listening?.close();
  });

  test('opens its settings and its popup without an error or a CSP violation', async () => {
    const options = await driver.openPage('options.html');
    await waitForText(options, 'Add an account');
    const popup = await driver.openPage('popup.html');
    await waitForText(popup, 'No account yet');
    expect(await driver.consoleErrors()).toEqual([]);
    expect(simulator.violations).toEqual([]);
    expect(simulator.requests).toEqual([]);
  });

  test('an error and a violation on a page would be seen', async () => {
    const page = await driver.openPage('options.html');
    await page.evaluate(`
      setTimeout(() => { throw new Error('planted'); });
      document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example.com/a.png' }));
      console.error('said aloud');
      setTimeout(() => { try { new Function('1'); } catch {} });
      undefined
    `);
    await expect
      .poll(() => driver.consoleErrors(), { timeout: 5_000 })
      .toEqual(
        expect.arrayContaining([
          expect.stringContaining('planted'),
          expect.stringMatching(/Content.Security.Policy/),
          expect.stringContaining('said aloud'),
          expect.stringMatching(/TrustedScript|injection sink/),
        ]),
      );
  });

  test('the background stops and wakes', async () => {
    const page = await driver.openPage('options.html');
    const wake = () => page.evaluate(`browser.runtime.sendMessage({ type: 'nothing', payload: null })`);
    await wake();
    expect(await driver.backgroundState()).toBe('running');
    await driver.stopBackground();
    expect(await driver.backgroundState()).toBe('stopped');
    await wake();
    expect(await driver.backgroundState()).toBe('running');
  });
});
