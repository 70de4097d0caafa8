import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { Asked } from './asked-hosts';
import type { BareDriver, Notifications, Offered, Surroundings, ToolbarPopup } from './driver';
import { simulatedHosts } from './hosts';
import { until } from './poll';
import { privilegedScript } from './privileged';
import { shutDown, whenGone } from './shutdown';

/** The add-on's host name in `moz-extension://`, which Firefox would otherwise draw by lot. */
const UUID = '11111111-2222-4333-8444-555555555555';
const PROMPTS = 'extensions.webextOptionalPermissionPrompts';

/** Starts Firefox through WebDriver BiDi. */
export async function launchFirefox(around: Surroundings): Promise<BareDriver> {
  const addonId = addonIdOf(around.extensionDir);
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: around.executable,
    headless: around.headless,
    acceptInsecureCerts: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    defaultViewport: null,
    ...(around.profileDir === null ? {} : { userDataDir: around.profileDir }),
    // Without it, Firefox 153 and newer let no automation near an extension's page.
    args: ['--remote-allow-system-access', '--width=1280', '--height=900'],
    extraPrefsFirefox: preferences(addonId, around.port),
  });
  try {
    return await drive(browser, around, addonId);
  } catch (error) {
    await shutDown(browser);
    throw error;
  }
}

function preferences(addonId: string, port: number): Record<string, string | number | boolean> {
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [addonId]: UUID }),
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,
    // The closed network: these names are loopback, no other name is resolved, and 443 is the given port.
    'network.dns.localDomains': simulatedHosts.join(','),
    'network.dns.disabled': true,
    'network.socket.forcePort': `443=${port}`,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'network.proxy.type': 0,
    [PROMPTS]: false,
    // The system's own notifications are none of the add-on's business: `getAll` would not see them.
    'alerts.useSystemBackend': false,
    // What pages and background say with console.error reaches no protocol, so it is read from the process's output.
    'devtools.console.stdout.content': true,
    'browser.dom.window.dump.enabled': true,
    'intl.accept_languages': 'en-GB, en',
  };
}

function addonIdOf(extensionDir: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(extensionDir, 'manifest.json'), 'utf8'));
  const id = (manifest as { browser_specific_settings?: { gecko?: { id?: string } } })
    .browser_specific_settings?.gecko?.id;
  if (id === undefined) throw new Error(`${extensionDir} has no id for Firefox`);
  return id;
}

async function drive(browser: Browser, around: Surroundings, addonId: string): Promise<BareDriver> {
  const closed = whenGone(browser);
  const baseUrl = `moz-extension://${UUID}`;
  const run = await privilegedScript(browser, { addonId, baseUrl });
  await run('startListening()');
  await browser.installExtension(around.extensionDir);
  const { errors: said, lines } = outputOf(browser);
  let lastPage: Page | null = null;

  async function openPage(path: string): Promise<Page> {
    const page = await browser.newPage();
    const url = `${baseUrl}/${path.replace(/^\//, '')}`;
    // The load event of an extension's page never reaches BiDi: this promise may stay open for ever.
    page.goto(url, { timeout: 0 }).catch((error: unknown) => {
      if (!String(error).includes('detached') && browser.connected && !page.isClosed()) {
        said.push(`harness: going to ${path}: ${String(error)}`);
      }
    });
    await until(
      `${url} has loaded`,
      () => page.evaluate(`location.origin === '${baseUrl}' && document.readyState === 'complete'`),
      20_000,
    );
    lastPage = page;
    return page;
  }

  return {
    kind: 'firefox',
    browser,
    extensionId: addonId,
    baseUrl,
    closed,
    openPage,
    async openTab(url) {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    async grantOrigins() {
      await run(`setPreference('${PROMPTS}', false)`);
    },
    async revokeOrigins(patterns) {
      await run(`revoke(${JSON.stringify(patterns)})`);
    },
    async denyNextPermission() {
      await run(`setPreference('${PROMPTS}', true)`);
      await run(`denyPrompt('${PROMPTS}')`);
    },
    async stopBackground() {
      await run('stopBackground()');
      await until('the background has stopped', async () => (await run('backgroundState()')) === 'stopped');
    },
    async reloadExtension() {
      await run('reload()');
    },
    async switchOff() {
      await run('switchOff()');
    },
    // What is neither (starting, suspending) is still alive.
    backgroundState: async () => ((await run('backgroundState()')) === 'stopped' ? 'stopped' : 'running'),
    notifications: async () => (await run('notifications()')) as Notifications,
    async clickNotification(id) {
      await run(`clickNotification(${JSON.stringify(id)})`);
    },
    gesture: async (gesture) => (await run(`gesture(${JSON.stringify(gesture)})`)) as Offered | null,
    badge: async () => (await run('badge()')) as string,
    consoleErrors: async () => [...((await run('heard()')) as string[]), ...said],
    saidOnConsole: async () => [...((await run('heard()')) as string[]), ...lines],
    async emulate(media) {
      await run(`emulate(${JSON.stringify(media)})`);
      // The settings reach the pages' processes a moment later, and nothing tells when.
      if (lastPage !== null && !lastPage.isClosed())
        await until('the pages follow', mediaReached(lastPage, media));
    },
    async screenshot(page, file) {
      await page.screenshot({ path: file as `${string}.png` });
    },
    async openToolbarPopup(shows) {
      const page = lastPage !== null && !lastPage.isClosed() ? lastPage : await openPage('options.html');
      await run('openPopup()');
      // The browser measures a popup again after it has drawn: it stands once it keeps a size.
      let sizeBefore = '';
      return await until(`the popup shows “${shows}”`, async () => {
        const seen = await page.evaluate(`(() => {
          const view = browser.extension.getViews({ type: 'popup' })[0];
          if (!view) return null;
          return { widthPx: view.innerWidth, heightPx: view.innerHeight, text: view.document.body.innerText };
        })()`);
        const popup = seen as ToolbarPopup | null;
        if (popup === null || !popup.text.includes(shows)) return null;
        const size = `${popup.widthPx} × ${popup.heightPx}`;
        const stands = size === sizeBefore;
        sizeBefore = size;
        return stands ? popup : null;
      });
    },
    async close() {
      const asked = browser.connected ? ((await run('asked()')) as Asked[]) : [];
      await shutDown(browser);
      return asked;
    },
  };
}

/** Lines of Firefox's own parts that look for its maker's servers, which do not exist here. */
const FIREFOX_ITSELF = /^console\.error: (RSLoader|services\.settings|RemoteSettings)/;

/** What the process says, and which of it are errors of pages and background. */
function outputOf(browser: Browser): { readonly errors: string[]; readonly lines: readonly string[] } {
  const errors: string[] = [];
  const lines: string[] = [];
  const process = browser.process();
  if (!process?.stdout || !process.stderr) throw new Error('the output of Firefox cannot be read');
  createInterface({ input: process.stdout }).on('line', (line) => {
    lines.push(line);
    if (/^console\.(error|assert): /.test(line) && !FIREFOX_ITSELF.test(line)) errors.push(line);
  });
  createInterface({ input: process.stderr }).on('line', (line) => lines.push(line));
  return { errors, lines };
}

function mediaReached(page: Page, media: Parameters<BareDriver['emulate']>[0]): () => Promise<boolean> {
  const forced = `matchMedia('(forced-colors: active)').matches === ${media.forcedColors === true}`;
  const motion = `matchMedia('(prefers-reduced-motion)').matches === ${media.reducedMotion === true}`;
  // Forced colours bring a scheme of their own.
  const scheme =
    media.colorScheme === undefined || media.forcedColors === true
      ? 'true'
      : `matchMedia('(prefers-color-scheme: ${media.colorScheme})').matches`;
  return async () => {
    try {
      return (await page.evaluate(`${forced} && ${motion} && ${scheme}`)) === true;
    } catch (error) {
      // A page that was closed has nothing to follow; Firefox does not always say that it is.
      if (String(error).includes('no such frame')) return true;
      throw error;
    }
  };
}
