import { browser } from 'wxt/browser';
import { type EpochMs, SECOND_MS } from '../model/time';
import { browserPanels, type PanelPlatform } from './panel/tabs';
import { browserMenu, type MenuPlatform } from './shortcuts/menu-item';

/** What the background needs of the browser, so that its logic can be tested without one. */
export type Platform = PanelPlatform &
  MenuPlatform & {
    /** Ours and the browser's version, as each says it of itself. */
    readonly about: () => Promise<About>;
    readonly hasOrigin: (pattern: string) => Promise<boolean>;
    readonly releaseOrigin: (pattern: string) => Promise<void>;
    /**
     * Wakes the worker at a time at least 30 s ahead, replacing the earlier wish, and again each minute until it is
     * called anew: a worker that dies before it could set its next alarm is woken all the same.
     */
    readonly wakeAt: (at: EpochMs) => Promise<void>;
    /** Nothing is due any more: no alarm wakes the worker. */
    readonly sleep: () => Promise<void>;
    /** Any call that the browser counts as activity, so that a worker in the middle of its work is not stopped. */
    readonly stayAwake: () => Promise<void>;
    /** Shows a notification; the same id replaces the earlier one. */
    readonly notify: (id: string, title: string, message: string) => Promise<void>;
    /** Takes every notification of ours off the screen. */
    readonly clearNotices: () => Promise<void>;
    /** What the browser itself says of notifications, such as "denied"; null where it has no word for it. */
    readonly notificationLevel: () => Promise<string | null>;
    readonly setBadge: (badge: Badge) => Promise<void>;
  };

export type About = {
  readonly extensionVersion: string;
  readonly browser: { readonly name: string; readonly version: string };
};
export type Badge = { readonly text: string; readonly color: string; readonly title: string };

/** Browsers do not fire an alarm of a packed extension sooner than this. */
export const LEAST_ALARM_MS = 30 * SECOND_MS;
export const WAKE_ALARM = 'wake';

export const browserPlatform: Platform = {
  ...browserPanels,
  ...browserMenu,
  about: async () => ({
    extensionVersion: browser.runtime.getManifest().version,
    browser: browserOf(navigator.userAgent),
  }),
  hasOrigin: (pattern) => browser.permissions.contains({ origins: [pattern] }),
  async releaseOrigin(pattern) {
    await browser.permissions.remove({ origins: [pattern] });
  },
  async wakeAt(at) {
    await browser.alarms.create(WAKE_ALARM, { when: at, periodInMinutes: 1 });
  },
  async sleep() {
    await browser.alarms.clear(WAKE_ALARM);
  },
  async stayAwake() {
    await browser.runtime.getPlatformInfo();
  },
  async notify(id, title, message) {
    await browser.notifications.create(id, {
      type: 'basic',
      iconUrl: browser.runtime.getURL('/icon/128.png'),
      title,
      message,
    });
  },
  async clearNotices() {
    for (const id of Object.keys(await browser.notifications.getAll())) await browser.notifications.clear(id);
  },
  async notificationLevel() {
    const { notifications } = browser;
    // Chrome alone has this call, whatever the types say.
    const hasLevel =
      'getPermissionLevel' in notifications && typeof notifications.getPermissionLevel === 'function';
    return hasLevel ? notifications.getPermissionLevel() : null;
  },
  async setBadge({ text, color, title }) {
    await browser.action.setBadgeText({ text });
    await browser.action.setBadgeBackgroundColor({ color });
    await browser.action.setTitle({ title });
  },
};

/** The browser that a user agent names: those that are made of Chrome name themselves after it. */
export function browserOf(userAgent: string): About['browser'] {
  const named = [...userAgent.matchAll(/(Firefox|Chrome|Edg|OPR)\/([\d.]+)/g)].at(-1);
  const names: Readonly<Record<string, string>> = { Edg: 'Edge', OPR: 'Opera' };
  const [, name = '', version = ''] = named ?? [];
  return { name: names[name] ?? name, version };
}
