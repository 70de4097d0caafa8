import { parseArgs } from 'node:util';
import { providerInfo } from '../../lib/providers/origins';
import { sampleAccounts, sampleWorld } from '../simulator/fleet';
import { listen } from '../simulator/server';
import { createSimulator } from '../simulator/simulator';
import { addAccount, waitForText } from './acts';
import { type Driver, launch } from './driver';
import { type BrowserKind, ensureBrowsers } from './find-browsers';
import { mainJob } from './main-job';
import { check } from './suites';

const { values } = parseArgs({
  options: {
    browser: { type: 'string', default: 'chromium' },
    headless: { type: 'boolean', default: false },
  },
});

/** Shows the production build in a real browser, with the sample fleet at simulated providers. */
async function start(): Promise<void> {
  const kind = kindOf(values.browser);
  const executable = ensureBrowsers([kind])[kind];
  const target = kind === 'firefox' ? (['firefox', '--mv3'] as const) : (['chrome'] as const);
  const built = await check(['wxt', 'build', '-b', ...target]);
  if (built.failed > 0) throw new Error('The extension could not be built; the lines above say why.');

  const headless = values.headless || !hasDisplay();
  const simulator = createSimulator({ operationMs: headless ? 10_000 : 30_000 });
  sampleWorld(simulator);
  const listening = await listen(simulator);
  console.log(`Browser: ${executable}${headless ? ', without a window' : ''}`);
  console.log(`The simulated providers listen on 127.0.0.1:${listening.port}`);
  let driver: Driver | null = null;
  try {
    driver = await launch(kind, { simulator: listening, headless });
    await addSampleAccounts(driver);
    if (headless) await mainJob(driver, simulator);
    else await show(driver);
  } finally {
    if (driver !== null) await driver.close();
    await listening.close();
  }
}

function kindOf(word: string): BrowserKind {
  if (word === 'firefox') return 'firefox';
  if (word === 'chromium' || word === 'chrome' || word === 'edge') return 'chromium';
  throw new Error(`--browser takes chromium or firefox, not “${word}”.`);
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function addSampleAccounts(driver: Driver): Promise<void> {
  const options = await driver.openPage('options.html');
  for (const account of sampleAccounts) {
    await addAccount(driver, account, options);
    console.log(`Added ${providerInfo(account.provider).name} · ${account.label}`);
  }
}

/** Shows the popup in a tab and from the toolbar, and waits until the person has seen enough. */
async function show(driver: Driver): Promise<void> {
  const page = await driver.openPage('popup.html');
  await waitForText(page, /of \d+ servers are covered/);
  await page.bringToFront();
  await driver.openToolbarPopup('Lastgood').catch(() => {
    console.log("The popup itself did not open by itself: press Lastgood's button in the toolbar.");
  });
  console.log(`
The popup: ${driver.baseUrl}/popup.html, and behind Lastgood's button in the toolbar
The settings: ${driver.baseUrl}/options.html
Keys that work at the simulated providers:
${sampleAccounts.map(({ provider, key, rights }) => `  ${providerInfo(provider).name.padEnd(8)} ${rights.padEnd(6)} ${key}`).join('\n')}
No other host can be reached from this browser. Close it or press Ctrl-C to end.`);
  const interrupted = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await Promise.race([driver.closed, interrupted]);
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
