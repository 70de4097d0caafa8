import type { PanelServer } from '../model/panel';
import { SECOND_MS } from '../model/time';
import type { Place } from './badge';
import type { Deeds, Scene } from './feature';
import { createMark, type Mark, type Moment } from './mark';
import { put, type Spot, spotFor } from './mount';

/** A mark that the page should have. */
export type Wanted = { readonly server: PanelServer; readonly element: Element; readonly place: Place };

type Kept = { readonly wanted: Wanted; readonly mark: Mark };

/** What is this near to the window gets its mark before it comes into sight. */
const NEAR = '400px';

/**
 * Keeps marks in a page that changes under them: one for each element, in the page once the element comes near the
 * window, let go with the element, and put back when the page took it away, though not without end. What is given
 * makes the page have these marks and no others.
 */
export function keepMarks(deeds: Deeds): (list: readonly Wanted[], scene: Scene | null) => void {
  const kept = new Map<Element, Kept>();
  /** The elements that are or were watched, and whether they have come near. */
  const near = new WeakMap<Element, boolean>();
  const mayPutBack = createPatience();
  let wanted = new Map<Element, Wanted>();
  let latest: Scene | null = null;
  let drawn: Moment | null = null;

  const sentry = new IntersectionObserver(
    (entries) => {
      const arrived = entries.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target);
      for (const element of arrived) {
        sentry.unobserve(element);
        near.set(element, true);
      }
      mount(arrived);
    },
    { rootMargin: NEAR },
  );

  function mount(elements: readonly Element[]): void {
    // All questions to the page come before the first change of it: it works out its styles once.
    const spots = new Map<Wanted, Spot>();
    for (const element of elements) {
      const entry = wanted.get(element);
      const spot = entry && !kept.has(element) && spotFor(element);
      if (spot) spots.set(entry, spot);
    }
    for (const [entry, spot] of spots) {
      const mark = createMark({ place: entry.place, onBackUp: spot.inLink ? null : deeds.backUp });
      if (latest) mark.update(entry.server, latest.view, latest.moment);
      put(mark.element, spot);
      kept.set(entry.element, { wanted: entry, mark });
    }
  }

  function restore(mark: HTMLElement, element: Element): void {
    const parent = mark.isConnected && mark.parentElement;
    if (parent === element || parent === element.parentElement) return;
    if (mayPutBack(element)) put(mark, spotFor(element));
    else setTimeout(deeds.lookAgain, SECOND_MS);
  }

  return (list, scene) => {
    latest = scene;
    wanted = new Map(list.map((entry) => [entry.element, entry]));
    for (const [element, { wanted: had, mark }] of kept) {
      const entry = wanted.get(element);
      if (scene && entry?.server.id === had.server.id && entry.place === had.place) {
        if (scene.moment !== drawn) mark.update(entry.server, scene.view, scene.moment);
        restore(mark.element, element);
      } else {
        mark.element.remove();
        kept.delete(element);
      }
    }
    drawn = scene && scene.moment;
    mount([...wanted.keys()].filter((element) => near.get(element)));
    for (const element of wanted.keys()) {
      if (near.has(element)) continue;
      near.set(element, false);
      sentry.observe(element);
    }
  };
}

const PATIENCE_MS = 0.8 * SECOND_MS;

/**
 * Whether a thing that the page took away is to be put back now: a page that draws itself anew each second is borne for
 * ever, one that fights back gets it no more often than that.
 */
export function createPatience(): (element: Element) => boolean {
  const last = new WeakMap<Element, number>();
  return (element) => {
    const now = performance.now();
    const may = now - (last.get(element) ?? -PATIENCE_MS) >= PATIENCE_MS;
    if (may) last.set(element, now);
    return may;
  };
}
