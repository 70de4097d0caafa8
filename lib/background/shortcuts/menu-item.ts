import pLimit from 'p-limit';
import { browser } from 'wxt/browser';

export const MENU_ITEM = 'lastGoodOf';

export type MenuPlatform = {
  /** Makes this the one item of ours in the menu of a selected text; `%s` in its title stands for that text. */
  readonly showMenuItem: (title: string) => Promise<void>;
};

/** An update while the browser starts asks twice: the second one must find the first one done. */
const oneByOne = pLimit(1);

export const browserMenu: MenuPlatform = {
  showMenuItem: (title) =>
    oneByOne(async () => {
      await browser.contextMenus.removeAll();
      browser.contextMenus.create({ id: MENU_ITEM, title, contexts: ['selection'] });
    }),
};
