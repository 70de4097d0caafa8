import { browser } from 'wxt/browser';
import type { PanelChanged } from '../../model/panel';
import type { PanelScript } from './scripts';

/** The build's name of the content script. */
const FILE = '/panel.js';

const idOf = ({ provider }: PanelScript) => `panel-${provider}`;

/** What the panels need of the browser. */
export type PanelPlatform = {
  /** Makes these registrations the only ones; pages that are open already get a new one's script at once. */
  readonly runPanelScripts: (wanted: readonly PanelScript[]) => Promise<void>;
  /** Tells every open panel that what it shows may have changed. */
  readonly tellPanels: () => Promise<void>;
  /** Opens a page of the extension in a tab of its own. `path` begins with a slash. */
  readonly openPage: (path: string) => Promise<void>;
};

export const browserPanels: PanelPlatform = {
  async runPanelScripts(wanted) {
    const registered = await browser.scripting.getRegisteredContentScripts();
    const isWanted = ({ id, matches }: { id: string; matches?: string[] | undefined }) =>
      wanted.some((script) => idOf(script) === id && matches?.[0] === script.pattern);
    const stale = registered.filter((script) => !isWanted(script)).map(({ id }) => id);
    if (stale.length > 0) {
      await browser.scripting.unregisterContentScripts({ ids: stale });
      // Every tab: where the permission has gone too, the browser no longer tells which ones are that panel's.
      await tell(await browser.tabs.query({}));
    }
    const missing = wanted.filter(
      (script) => !registered.some(({ id }) => id === idOf(script)) || stale.includes(idOf(script)),
    );
    if (missing.length === 0) return;
    await browser.scripting.registerContentScripts(
      missing.map((script) => ({
        id: idOf(script),
        js: [FILE],
        matches: [script.pattern],
        runAt: 'document_idle' as const,
        allFrames: false,
      })),
    );
    for (const { pattern } of missing) await runInOpenTabs(pattern);
  },

  async tellPanels() {
    const scripts = await browser.scripting.getRegisteredContentScripts();
    const patterns = scripts.flatMap(({ matches }) => matches ?? []);
    if (patterns.length === 0) return;
    await tell(await browser.tabs.query({ url: patterns }));
  },

  async openPage(path) {
    await browser.tabs.create({ url: browser.runtime.getURL('/') + path.slice(1) });
  },
};

async function tell(tabs: readonly { readonly id?: number | undefined }[]): Promise<void> {
  const message: PanelChanged = { type: 'panelChanged' };
  for (const { id } of tabs) {
    if (id === undefined) continue;
    // A tab without our script takes no message; one whose page is still loading will ask by itself.
    await browser.tabs.sendMessage(id, message, { frameId: 0 }).catch(() => undefined);
  }
}

async function runInOpenTabs(pattern: string): Promise<void> {
  for (const { id } of await browser.tabs.query({ url: pattern })) {
    if (id === undefined) continue;
    try {
      await browser.scripting.executeScript({ target: { tabId: id }, files: [FILE] });
    } catch (error) {
      // An error page or a tab that closes meanwhile takes no script; the next page there gets it.
      console.error('a panel that is open gets its badges with its next page', error);
    }
  }
}
