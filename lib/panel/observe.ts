import { SECOND_MS } from '../model/time';
import { isOurs } from './mount';

/** Soon enough not to be seen, late enough to gather what one change of a page consists of. */
const GATHER_MS = 20;
/** After work of n ms, the next comes n times this later at the earliest: about one part in a hundred of a core. */
const REST = 90;
const LEAST_REST_MS = 100;
const MOST_REST_MS = SECOND_MS;

export type PageWatch = {
  /** Asks for another look, as a change of the page does. */
  readonly request: () => void;
};

/**
 * Calls `look` soon after the page or its address has changed, however often that is, and never more often than the
 * cost of a look allows. While a look is due, further changes cost nothing but their arrival.
 */
export function watchPage(look: () => void, signal: AbortSignal): PageWatch {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let restUntil = 0;

  function request(): void {
    if (timer !== undefined || signal.aborted) return;
    timer = setTimeout(run, Math.max(GATHER_MS, restUntil - performance.now()));
  }
  function run(): void {
    timer = undefined;
    const began = performance.now();
    try {
      look();
    } finally {
      const ended = performance.now();
      restUntil = ended + Math.min(MOST_REST_MS, Math.max(LEAST_REST_MS, (ended - began) * REST));
    }
  }

  const observer = new MutationObserver((records) => {
    if (timer === undefined && !records.every(isOurDoing)) request();
  });
  // What a link leads to and whether a field is secret may change in place; no other attribute is looked at.
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['href', 'type', 'autocomplete'],
  });

  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', request, { signal });
  addEventListener('popstate', request, { signal });
  addEventListener('hashchange', request, { signal });
  if (!navigation) {
    let address = location.href;
    const clock = setInterval(() => {
      if (address === location.href) return;
      address = location.href;
      request();
    }, SECOND_MS);
    signal.addEventListener('abort', () => clearInterval(clock));
  }
  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
  });
  return { request };
}

/** Adding our own hosts is no change. Taking one away is: if it was not us, it is to be put back. */
function isOurDoing({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  return type === 'childList' && removedNodes.length === 0 && [...addedNodes].every(isOurs);
}
