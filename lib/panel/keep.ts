import type { PanelServer } from '../model/panel';
import { SECOND_MS } from '../model/time';
import type { Place } from './badge';
import type { Deeds, Scene } from './feature';
import { createMark, type Mark, type Moment } from './mark';
import { put, type Spot, spotFor } from './mount';
import { isShown } from './sight';

/** A mark that the page should have. */
export type Wanted = { readonly server: PanelServer; readonly element: Element; readonly place: Place };

type Kept = { readonly wanted: Wanted; readonly mark: Mark };

/** Marks are drawn in chunks of neighbours: watching each of 2,000 rows would cost the browser 3 ms in every frame. */
const CHUNK = 10;
/** How near to the window a chunk gets its marks: further than half a chunk of tall cards. */
const NEAR = '1500px';

/**
 * Keeps marks in a page that changes under them: one for each element, drawn once the element comes near the window, let
 * go with the element, and put back when the page took it away, though not without end. What is given makes the page
 * have these marks and no others.
 */
export function keepMarks(deeds: Deeds): (list: readonly Wanted[], scene: Scene | null) => void {
  const kept = new Map<Element, Kept>();
  /** The elements that are or were watched, and whether they have come near. */
  const near = new WeakMap<Element, boolean>();
  const mayPutBack = createPatience();
  let wanted = new Map<Element, Wanted>();
  let chunks: (readonly Element[])[] = [];
  let latest: Scene | null = null;
  let drawn: Moment | null = null;

  const sentry = new IntersectionObserver(
    (entries) => {
      const due: Element[] = [];
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        sentry.unobserve(target);
        near.set(target, true);
        const at = chunks.findIndex((chunk) => chunk.includes(target));
        // The chunk before it may reach further down than its own first element tells.
        due.push(...chunks.slice(Math.max(0, at - 1), at + 1).flat());
      }
      mount(due);
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
    wanted = new Map();
    for (const entry of list) wanted.set(entry.element, entry);
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
    const elements = [...wanted.keys()];
    chunks = [];
    const due: Element[] = [];
    for (let at = 0; at < elements.length; at += CHUNK) {
      const chunk = elements.slice(at, at + CHUNK);
      chunks.push(chunk);
      if (chunk.some((element) => near.get(element))) due.push(...chunk);
      // What is hidden says nothing of where its neighbours are.
      const first = chunk.find(isShown);
      if (!first || near.has(first)) continue;
      near.set(first, false);
      sentry.observe(first);
    }
    mount(due);
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
