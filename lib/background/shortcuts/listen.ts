import { browser } from 'wxt/browser';
import { t } from '../../text/i18n';
import { type Part, plainOf, xmlOf } from '../../text/suggestion';
import type { Background } from '../background';
import { browserPanels } from '../panel/tabs';
import { pageForSelection } from './menu';
import { MENU_ITEM } from './menu-item';
import { pageForText, suggestionsFor } from './omnibox';

const BACK_UP_CURRENT = 'back-up-current';

/** What a browser reads in a line under its address bar. */
const written = (parts: readonly Part[]) => (import.meta.env.FIREFOX ? plainOf(parts) : xmlOf(parts));

/** Adds the listeners of the browser's own controls, at once: an event that woke the worker is lost otherwise. */
export function listenToShortcuts(ready: Promise<Background>): void {
  listenToOmnibox(ready);
  listenToMenu(ready);
  browser.commands.onCommand.addListener((command) => {
    if (command === BACK_UP_CURRENT) void backUpCurrent(ready);
  });
}

function listenToOmnibox(ready: Promise<Background>): void {
  /** The last text that was typed: what is found for an earlier one comes too late. */
  let typed = '';
  browser.omnibox.onInputStarted.addListener(() => {
    browser.omnibox.setDefaultSuggestion({
      description: written([{ text: t('shortcut.hint'), style: 'plain' }]),
    });
  });
  browser.omnibox.onInputChanged.addListener((text, suggest) => {
    typed = text;
    void (async () => {
      const view = await (await ready).look();
      if (typed !== text) return;
      const { first, others } = suggestionsFor(view, text);
      browser.omnibox.setDefaultSuggestion({ description: written(first) });
      suggest(others.map(({ content, parts }) => ({ content, description: written(parts) })));
    })();
  });
  browser.omnibox.onInputEntered.addListener((text, disposition) => {
    void (async () => {
      const url = ownUrl(pageForText(await (await ready).look(), text));
      if (disposition === 'currentTab') await browser.tabs.update({ url });
      else await browser.tabs.create({ url, active: disposition === 'newForegroundTab' });
    })();
  });
}

/** The browser keeps the item over the worker's death, but not over every update or start of its own. */
function listenToMenu(ready: Promise<Background>): void {
  const show = () => void ready.then((background) => background.showMenuItem());
  browser.runtime.onInstalled.addListener(show);
  browser.runtime.onStartup.addListener(show);
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText }) => {
    if (menuItemId !== MENU_ITEM || selectionText === undefined) return;
    void (async () => {
      const view = await (await ready).look();
      await browserPanels.openPage(pageForSelection(view, selectionText));
    })();
  });
}

async function backUpCurrent(ready: Promise<Background>): Promise<void> {
  // Without the permission `tabs` the browser tells addresses of pages that it lets us into, and of no others.
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  await (await ready).backUpCurrent(tab === undefined ? null : (tab.url ?? null));
}

function ownUrl(path: string): string {
  return browser.runtime.getURL('/') + path.slice(1);
}
