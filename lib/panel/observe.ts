import { isOurs } from './mount';

/** Soon enough to be hardly seen, late enough to gather what one change of a page consists of. */
const GATHER_MS = 40;
/** The share of its time that a page may spend on looks, however much it changes. */
const SHARE = 0.006;
/** What may be spent at once after a quiet time. */
const BURST_MS = 40;

export type Watch = {
  /** Asks for another look soon. */
  readonly request: () => void;
  /** Looks at once, for another reason than the page: one that was due is done with it. */
  readonly now: () => void;
};

/**
 * Calls `look` soon after the page has changed or another look was requested, as often as its cost allows. While a look
 * is due nothing is observed: it sees the page as it then is, so that a flood of changes costs no more than one.
 */
export function watchPage(look: () => void, signal: AbortSignal): Watch {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let creditMs = BURST_MS;
  let countedAt = 0;
  const observer = new MutationObserver((records) => {
    if (!records.every(isOurDoing)) request();
  });

  function observe(): void {
    // Attributes too: a dialog is opened, a row filtered, a field made secret by them.
    observer.observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  }
  function request(): void {
    if (timer !== null) return;
    observer.disconnect();
    if (signal.aborted) return;
    const now = performance.now();
    creditMs = Math.min(BURST_MS, creditMs + (now - countedAt) * SHARE);
    countedAt = now;
    timer = setTimeout(run, Math.max(GATHER_MS, -creditMs / SHARE));
  }
  function now(): void {
    clearTimeout(timer ?? 0);
    timer = null;
    observer.disconnect();
    if (signal.aborted) return;
    look();
    if (!signal.aborted) observe();
  }
  function run(): void {
    const began = performance.now();
    now();
    creditMs -= performance.now() - began;
  }
  observe();
  return { request, now };
}

/** Adding our own hosts is no change. Taking one away is: if it was not us, it is to be put back. */
function isOurDoing({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  return type === 'childList' && removedNodes.length === 0 && [...addedNodes].every(isOurs);
}
