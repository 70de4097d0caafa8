import type { Browser, CDPSession } from 'puppeteer-core';
import { type Heard, hear } from './heard';
import { until } from './poll';

export type Background = {
  readonly isRunning: () => Promise<boolean>;
  readonly session: () => CDPSession | null;
  /** Ends our own session, so that the worker may be stopped. */
  readonly letGo: () => Promise<void>;
};

/**
 * Listens to each life of the service worker, from before its first line.
 *
 * No session may be left when the worker is stopped: one that is stopped under a session never starts again or takes
 * the whole browser down (seen in Chromium 156). So the browser is asked to attach our session by itself. To attach
 * with puppeteer's `createCDPSession` leaves sessions behind: while it waits for its own, puppeteer takes one that an
 * opening page of the extension brings along for it, and lets go of it never.
 */
export async function watchBackground(
  browser: Browser,
  extensionId: string,
  heard: Heard,
  texts: Map<string, { title: string; message: string }>,
): Promise<Background> {
  const isOurs = (target: { type: string; url: string }) =>
    target.type === 'service_worker' && target.url.startsWith(`chrome-extension://${extensionId}/`);
  const ofBrowser = await browser.target().createCDPSession();
  /** The session of the worker's present life, and whether it hears everything already. */
  let present: { readonly session: CDPSession; hears: boolean } | null = null;

  async function attach(session: CDPSession): Promise<void> {
    const mine = { session, hears: false };
    present = mine;
    try {
      session.on('Runtime.bindingCalled', ({ payload }) => {
        const { id, title, message } = JSON.parse(payload) as Record<'id' | 'title' | 'message', string>;
        texts.set(id, { title, message });
      });
      // A worker that is held at its start may answer only once it runs, so nothing is awaited before it may.
      await Promise.all([
        session.send('Runtime.addBinding', { name: TOLD }),
        hear(session, heard, () => 'background'),
        session.send('Runtime.runIfWaitingForDebugger'),
      ]);
      await until('the worker can be overheard', async () => {
        // A worker that has only just begun has no `chrome` yet, and would go unheard for all its life.
        const { exceptionDetails } = await session.send('Runtime.evaluate', {
          expression: TELL_NOTIFICATIONS,
        });
        return exceptionDetails === undefined;
      });
      mine.hears = true;
    } catch (error) {
      // A worker may end while we attach; anything else is a fault of the harness.
      if (present === mine && browser.connected) heard.errors.push(`harness: ${String(error)}`);
    }
  }

  const detach = ({ sessionId }: { readonly sessionId: string }) =>
    ofBrowser.send('Target.detachFromTarget', { sessionId });

  ofBrowser.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const session = ofBrowser.connection()?.session(sessionId);
    if (session && isOurs(targetInfo)) void attach(session);
    // The browser's own workers are none of ours: what is let go of runs on.
    else void detach({ sessionId });
  });
  ofBrowser.on('Target.detachedFromTarget', ({ sessionId }) => {
    if (present?.session.id() === sessionId) present = null;
  });
  await ofBrowser.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: true,
    flatten: true,
    filter: [{ type: 'service_worker' }],
  });

  // The browser's own list: puppeteer's comes later than the worker's first words.
  async function worker(): Promise<{ attached: boolean } | null> {
    const { targetInfos } = await ofBrowser.send('Target.getTargets');
    return targetInfos.find(isOurs) ?? null;
  }

  return {
    isRunning: async () => (await worker()) !== null,
    session: () => (present?.hears ? present.session : null),
    async letGo() {
      if ((await worker()) === null) return;
      const { session } = await until('the service worker is attached', () => present?.hears && present);
      present = null;
      await detach({ sessionId: session.id() });
      // Puppeteer's own, which each page of the extension brings along, go a moment later.
      await until('nothing is attached to the service worker', async () => !(await worker())?.attached);
    },
  };
}

const TOLD = '__harnessNotified';

/** `notifications.getAll` gives bare ids in Chromium, so the worker's own calls are overheard for the texts. */
const TELL_NOTIFICATIONS = `(() => {
  const create = chrome.notifications.create;
  chrome.notifications.create = function (...given) {
    const [id, { title, message }] = given;
    ${TOLD}(JSON.stringify({ id, title, message }));
    return create.apply(this, given);
  };
})()`;
