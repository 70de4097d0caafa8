import { browser } from 'wxt/browser';
import { onChange } from '../state/changes';
import { Store } from '../state/store';
import { setLanguage } from '../text/i18n';
import { type Background, createBackground } from './background';
import { browserPlatform, WAKE_ALARM } from './platform';
import { classify } from './sender';
import { listenToShortcuts } from './shortcuts/listen';
import { browserSession } from './vault/unlocked';
import { Vault } from './vault/vault';

const TELL_PANELS_EVERY_MS = 500;

/**
 * Starts the background in a browser. Listeners are added at once, before anything is awaited: an event that woke the
 * worker is lost otherwise.
 */
export function startBackground(): void {
  const ready = open();
  const own = { id: browser.runtime.id, origin: browser.runtime.getURL('/').replace(/\/$/, '') };
  const wake = () => void ready.then((background) => background.wake());
  const permissionsChanged = () => void ready.then((background) => background.permissionsChanged());

  browser.runtime.onMessage.addListener((message, sender) => {
    const speaker = classify(sender, own);
    switch (speaker.kind) {
      case 'ownPage':
        return ready.then((background) => background.handle(message, speaker.page));
      case 'panel':
        return ready.then((background) => background.handlePanel(message, speaker.provider));
      case 'stranger':
        return undefined;
    }
  });
  // An update may leave registrations of the version before, and drop those of the session.
  const started = () => void ready.then((background) => background.syncPanels().then(background.wake));
  browser.runtime.onInstalled.addListener(started);
  browser.runtime.onStartup.addListener(started);
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === WAKE_ALARM) wake();
  });
  browser.permissions.onAdded.addListener(permissionsChanged);
  browser.permissions.onRemoved.addListener(permissionsChanged);
  browser.notifications.onClicked.addListener(
    (id) => void ready.then((background) => openPageOf(id, background)),
  );
  listenToShortcuts(ready);
  onChange(throttled(() => void browserPlatform.tellPanels(), TELL_PANELS_EVERY_MS));
  wake();
}

/** Runs after a call, once for all calls within the time. */
function throttled(run: () => void, everyMs: number): () => void {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => {
      isWaiting = false;
      run();
    }, everyMs);
  };
}

async function open(): Promise<Background> {
  await closeStorageToPages();
  const store = await Store.open();
  const vault = await Vault.open();
  setLanguage((await store.settings()).language);
  return createBackground({
    store,
    vault,
    session: browserSession,
    platform: browserPlatform,
    fetch: globalThis.fetch.bind(globalThis),
    now: Date.now,
    random: Math.random,
    later: (run, ms) => setTimeout(run, ms),
  });
}

/**
 * `storage.session` holds what is unlocked and is closed to content scripts by default: that is said, not trusted. Of
 * ours nothing is kept in `storage.local`; where the browser can close it too, it is closed.
 */
async function closeStorageToPages(): Promise<void> {
  for (const area of [browser.storage.session, browser.storage.local]) {
    if (!('setAccessLevel' in area) || typeof area.setAccessLevel !== 'function') continue;
    try {
      await area.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
    } catch (error) {
      // It would only be a second bolt: no reason to stop watching backups.
      console.error('storage could not be closed to content scripts', error);
    }
  }
}

/** A click on a notification opens what it was about. */
async function openPageOf(noticeId: string, background: Background): Promise<void> {
  await browser.notifications.clear(noticeId);
  const page = await background.pageOf(noticeId);
  if (page !== null) await browser.tabs.create({ url: browser.runtime.getURL('/') + page.slice(1) });
}
