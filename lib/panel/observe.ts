import { SECOND_MS } from '../model/time';
import { isOurs } from './mount';

/** Soon enough not to be seen, late enough to gather what one change of a page consists of. */
const GATHER_MS = 20;
/** After work of n ms, the next comes this many times n later at the earliest: about a hundredth of a core. */
const REST = 90;
const LEAST_REST_MS = 100;
const MOST_REST_MS = SECOND_MS;

/**
 * Calls `look` soon after the page has changed or another look was requested (what this gives does that), however often
 * that is, and never more often than the cost of a look allows. While one is due, changes cost only their arrival.
 */
export function watchPage(look: () => void, signal: AbortSignal): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let restUntil = 0;

  function request(): void {
    if (!signal.aborted) timer ??= setTimeout(run, Math.max(GATHER_MS, restUntil - performance.now()));
  }
  function run(): void {
    const began = performance.now();
    timer = null;
    if (!signal.aborted) look();
    const ended = performance.now();
    restUntil = ended + Math.min(MOST_REST_MS, Math.max(LEAST_REST_MS, (ended - began) * REST));
  }

  const observer = new MutationObserver((records) => {
    if (timer === null && !records.every(isOurDoing)) request();
  });
  // What a link leads to and whether a field is secret may change in place; no other attribute is looked at.
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['href', 'type', 'autocomplete'],
  });
  signal.addEventListener('abort', () => observer.disconnect());
  return request;
}

/** Adding our own hosts is no change. Taking one away is: if it was not us, it is to be put back. */
function isOurDoing({ type, addedNodes, removedNodes }: MutationRecord): boolean {
  return type === 'childList' && removedNodes.length === 0 && [...addedNodes].every(isOurs);
}
