import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type CDPSession, type Page, type Target } from 'puppeteer-core';
import { watchBackground } from './chromium-background';
import type { BareDriver, Gesture, Media, Notifications, Offered, Surroundings } from './driver';
import { isRoot } from './find-browsers';
import { type Heard, hear } from './heard';
import { simulatedHosts } from './hosts';
import { hostsInNetLog } from './net-log';
import { until } from './poll';
import { shutDown, whenGone } from './shutdown';

/** Starts Chrome, Chromium or Edge over a pipe, the one way in which branded builds load an unpacked extension. */
export async function launchChromium(around: Surroundings): Promise<BareDriver> {
  const logDir = mkdtempSync(join(tmpdir(), 'lastgood-net-'));
  const netLog = join(logDir, 'net.json');
  const browser = await puppeteer.launch({
    executablePath: around.executable,
    headless: around.headless,
    pipe: true,
    enableExtensions: true,
    // The close button and Ctrl-C are the harness's business; a second handler would race with it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    defaultViewport: null,
    ...(around.profileDir === null ? {} : { userDataDir: around.profileDir }),
    args: [
      ...(isRoot() ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--disable-dev-shm-usage',
      '--lang=en-GB',
      '--window-size=1280,900',
      `--log-net-log=${netLog}`,
      `--host-resolver-rules=${resolverRules(around.port)}`,
      `--ignore-certificate-errors-spki-list=${around.spki}`,
    ],
    env: { ...process.env, LANGUAGE: 'en_GB' },
  });
  try {
    return await drive(browser, around, { netLog, logDir });
  } catch (error) {
    await shutDown(browser);
    rmSync(logDir, { recursive: true, force: true });
    throw error;
  }
}

/** The providers' hosts lead to the port, every other name does not exist. */
export function resolverRules(port: number): string {
  return [
    ...simulatedHosts.map((host) => `MAP ${host}:443 127.0.0.1:${port}`),
    'MAP * ~NOTFOUND',
    'EXCLUDE 127.0.0.1',
    'EXCLUDE localhost',
  ].join(', ');
}

type Log = { readonly netLog: string; readonly logDir: string };

async function drive(browser: Browser, around: Surroundings, log: Log): Promise<BareDriver> {
  const closed = whenGone(browser);
  const heard: Heard = { errors: [], said: [] };
  const texts = new Map<string, { title: string; message: string }>();
  const extensionId = await browser.installExtension(around.extensionDir);
  const background = await watchBackground(browser, extensionId, heard, texts);
  const baseUrl = `chrome-extension://${extensionId}`;

  const sessions = new Map<Page, CDPSession>();
  let media: Media = {};

  async function newPage(): Promise<{ page: Page; session: CDPSession }> {
    const page = await browser.newPage();
    const session = await page.createCDPSession();
    await hear(session, heard, () => page.url().replace(baseUrl, ''));
    sessions.set(page, session);
    page.once('close', () => sessions.delete(page));
    await session.send('Emulation.setEmulatedMedia', emulated(media));
    return { page, session };
  }

  /** What the browser says of each version of the service worker, once the helper page listens. */
  const statuses = new Map<string, string>();
  const isAny = (...wanted: readonly string[]) =>
    [...statuses.values()].some((status) => wanted.includes(status));

  /** A document of the extension's origin that runs none of its code, for what only its pages may ask. */
  let helper: Promise<{ page: Page; session: CDPSession }> | null = null;
  function helperPage(): Promise<{ page: Page; session: CDPSession }> {
    helper ??= (async () => {
      const made = await newPage();
      await made.page.goto(`${baseUrl}/manifest.json`);
      made.session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
        for (const { versionId, runningStatus } of versions) statuses.set(versionId, runningStatus);
      });
      await made.session.send('ServiceWorker.enable');
      return made;
    })();
    return helper;
  }

  /** Makes calls that only the browser's own page of extensions may make. */
  async function developerCalls(...calls: readonly string[]): Promise<void> {
    const page = await browser.newPage();
    await page.goto('chrome://extensions');
    for (const call of calls) await page.evaluate(`chrome.${call}`);
    await page.close();
  }

  /** Runs an expression in the service worker, which is started where it has stopped. */
  async function inWorker(expression: string): Promise<unknown> {
    if (!(await background.isRunning())) {
      const { session } = await helperPage();
      await session.send('ServiceWorker.startWorker', { scopeURL: `${baseUrl}/` });
    }
    const session = await until('the service worker runs', () => background.session());
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression,
      userGesture: true,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
    return result.value ?? null;
  }

  function permissionCalls(name: string, patterns: readonly string[]): Promise<void> {
    return developerCalls(
      ...patterns.map(
        (pattern) => `developerPrivate.${name}(${JSON.stringify(extensionId)}, ${JSON.stringify(pattern)})`,
      ),
    );
  }

  return {
    kind: 'chromium',
    browser,
    extensionId,
    baseUrl,
    closed,
    async openPage(path) {
      const { page } = await newPage();
      await page.goto(`${baseUrl}/${path.replace(/^\//, '')}`);
      return page;
    },
    async openTab(url) {
      const { page } = await newPage();
      await page.goto(url);
      return page;
    },
    grantOrigins: (patterns) => permissionCalls('addHostPermission', patterns),
    revokeOrigins: (patterns) => permissionCalls('removeHostPermission', patterns),
    async reloadExtension() {
      await background.letGo();
      // An unpacked extension is not started again where nobody is a developer.
      await developerCalls(
        'developerPrivate.updateProfileConfiguration({ inDeveloperMode: true })',
        `developerPrivate.reload('${extensionId}', { failQuietly: true })`,
      );
    },
    async switchOff() {
      await background.letGo();
      await developerCalls(`management.setEnabled('${extensionId}', false)`);
    },
    async stopBackground() {
      const { session } = await helperPage();
      await background.letGo();
      await session.send('ServiceWorker.stopAllWorkers');
      // A message to a worker that is still stopping may be lost, so its own last word is awaited, too.
      await until(
        'the service worker has stopped',
        async () => !isAny('running', 'stopping') && !(await background.isRunning()),
      );
    },
    backgroundState: async () => ((await background.isRunning()) ? 'running' : 'stopped'),
    async notifications() {
      const { page } = await helperPage();
      const shown = (await page.evaluate('chrome.notifications.getAll()')) as Record<string, true>;
      const entries = Object.keys(shown).map((id) => [id, texts.get(id) ?? null] as const);
      return Object.fromEntries(entries) satisfies Notifications;
    },
    async clickNotification(id) {
      await inWorker(`chrome.notifications.onClicked.dispatch(${JSON.stringify(id)})`);
    },
    gesture: async (gesture) => (await inWorker(gestureScript(gesture))) as Offered | null,
    async badge() {
      const { page } = await helperPage();
      return (await page.evaluate('chrome.action.getBadgeText({})')) as string;
    },
    consoleErrors: async () => [...heard.errors],
    saidOnConsole: async () => [...heard.said],
    async emulate(wanted) {
      media = wanted;
      for (const session of sessions.values()) {
        await session.send('Emulation.setEmulatedMedia', emulated(media));
      }
    },
    async screenshot(page, file) {
      await page.screenshot({ path: file as `${string}.png` });
    },
    async openToolbarPopup(shows) {
      const extension = (await browser.extensions()).get(extensionId);
      const [page] = await browser.pages();
      if (!extension || !page) throw new Error('there is no extension or no tab to open the popup over');
      await page.bringToFront();
      await extension.triggerAction(page);
      const target = await browser.waitForTarget(
        (candidate) => candidate.url().startsWith(`${baseUrl}/popup.html`) && !isTab(candidate, sessions),
        { timeout: 5_000 },
      );
      const popup = await target.asPage();
      await until(`the popup shows “${shows}”`, () =>
        popup.evaluate(`document.body.innerText.includes(${JSON.stringify(shows)})`),
      );
      return (await popup.evaluate(
        '({ widthPx: innerWidth, heightPx: innerHeight, text: document.body.innerText })',
      )) as { widthPx: number; heightPx: number; text: string };
    },
    async close() {
      await shutDown(browser);
      const asked = hostsInNetLog(log.netLog, extensionId);
      rmSync(log.logDir, { recursive: true });
      return asked;
    },
  };
}

function isTab(target: Target, sessions: ReadonlyMap<Page, CDPSession>): boolean {
  return [...sessions.keys()].some((page) => page.target() === target);
}

function emulated(media: Media): { media: string; features: { name: string; value: string }[] } {
  const features = [
    { name: 'prefers-color-scheme', value: media.colorScheme ?? '' },
    { name: 'prefers-reduced-motion', value: media.reducedMotion ? 'reduce' : '' },
    { name: 'forced-colors', value: media.forcedColors ? 'active' : '' },
    { name: 'prefers-contrast', value: media.moreContrast ? 'more' : '' },
  ];
  return { media: media.print ? 'print' : '', features };
}

/** What the browser tells the worker of a gesture; the line for Enter is overheard as it is set. */
function gestureScript(gesture: Gesture): string {
  const given = JSON.stringify(gesture);
  switch (gesture.kind) {
    case 'typed':
      return `new Promise((resolve, reject) => {
        const { text } = ${given};
        let first = '';
        const omnibox = browser.omnibox;
        const set = omnibox.setDefaultSuggestion;
        omnibox.setDefaultSuggestion = (line) => {
          first = line.description;
          return set.call(omnibox, line);
        };
        setTimeout(() => reject(new Error('nothing was offered')), 10_000);
        omnibox.onInputChanged.dispatch(text, (others) => {
          omnibox.setDefaultSuggestion = set;
          resolve({ first, others });
        });
      })`;
    case 'entered':
      return `chrome.omnibox.onInputEntered.dispatch(${given}.text, 'newForegroundTab')`;
    case 'menu':
      return `chrome.contextMenus.onClicked.dispatch({ menuItemId: ${given}.item, selectionText: ${given}.selection })`;
    case 'keys':
      return `chrome.commands.onCommand.dispatch(${given}.command)`;
  }
}
