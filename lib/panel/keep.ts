import type { PanelServer } from '../model/panel';
import { SECOND_MS } from '../model/time';
import type { Place } from './badge';
import { createMark, type Mark } from './mark';
import { type Spot, spotFor } from './mount';
import { type Deeds, type Scene, serverOf } from './scene';

/** A mark that the page should have. */
export type Wanted = { readonly server: PanelServer; readonly element: Element; readonly place: Place };

export type Keeper = {
  /** Makes the page have these marks and no others. */
  readonly show: (wanted: readonly Wanted[], scene: Scene) => void;
  readonly refresh: (scene: Scene) => void;
  readonly clear: () => void;
};

type Kept = Wanted & { readonly mark: Mark };

/** What is this near to the window gets its mark before it comes into sight. */
const NEAR = '400px';

/**
 * Keeps marks in a page that changes under them: one for each element, in the page once the element comes near the
 * window, let go with the element, and put back when the page took it away, though not without end.
 */
export function keepMarks(deeds: Deeds): Keeper {
  const kept = new Map<Element, Kept>();
  const near = new WeakSet<Element>();
  const watched = new WeakSet<Element>();
  const mayPutBack = createPatience();
  let wanted = new Map<Element, Wanted>();
  let latest: Scene | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;

  const sentry = new IntersectionObserver(
    (entries) => {
      const arrived: Wanted[] = [];
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        sentry.unobserve(target);
        near.add(target);
        const entry = wanted.get(target);
        if (entry && !kept.has(target)) arrived.push(entry);
      }
      if (latest) mount(arrived, latest);
    },
    { rootMargin: NEAR },
  );

  function mount(entries: readonly Wanted[], scene: Scene): void {
    // All questions to the page come before the first change of it: it works out its styles once.
    const spots = entries.map(({ element }) => (element.isConnected ? spotFor(element) : null));
    entries.forEach((entry, at) => {
      const spot = spots[at];
      if (!spot) return;
      const { server, place } = entry;
      const mark = createMark({ place, onBackUp: spot.inLink ? null : deeds.backUp });
      mark.update(serverOf(scene, server) ?? server, scene.view, scene.moment);
      put(mark, spot);
      kept.set(entry.element, { ...entry, mark });
    });
  }

  function letGo(element: Element, { mark }: Kept): void {
    mark.element.remove();
    kept.delete(element);
  }

  function restore(element: Element, { mark }: Kept): void {
    const { parentElement } = mark.element;
    if (mark.element.isConnected && (parentElement === element || parentElement === element.parentElement))
      return;
    if (mayPutBack(element)) {
      const spot = spotFor(element);
      if (spot) put(mark, spot);
    } else again ??= setTimeout(lookAgain, SECOND_MS);
  }

  function lookAgain(): void {
    again = undefined;
    deeds.lookAgain();
  }

  return {
    show(list, scene) {
      latest = scene;
      wanted = new Map(list.map((entry) => [entry.element, entry]));
      for (const [element, mark] of kept) {
        const entry = wanted.get(element);
        const isSame = entry && entry.server.id === mark.server.id && entry.place === mark.place;
        if (isSame) restore(element, mark);
        else letGo(element, mark);
      }
      mount(
        list.filter(({ element }) => near.has(element) && !kept.has(element)),
        scene,
      );
      for (const { element } of list) {
        if (near.has(element) || watched.has(element)) continue;
        watched.add(element);
        sentry.observe(element);
      }
    },
    refresh(scene) {
      latest = scene;
      for (const { server, mark } of kept.values()) {
        const current = serverOf(scene, server);
        if (current) mark.update(current, scene.view, scene.moment);
      }
    },
    clear() {
      latest = null;
      wanted.clear();
      clearTimeout(again);
      again = undefined;
      for (const [element, mark] of kept) letGo(element, mark);
    },
  };
}

function put(mark: Mark, { parent, before }: Spot): void {
  parent.insertBefore(mark.element, before?.parentNode === parent ? before : null);
}

const AT_ONCE = 3;
const REGAIN_MS = 0.8 * SECOND_MS;

/**
 * How often a thing is put back that a page takes away: a page that draws itself anew each second is borne for ever,
 * one that fights back gets it no more often than that.
 */
export function createPatience(): (element: Element) => boolean {
  const left = new WeakMap<Element, { tries: number; at: number }>();
  return (element) => {
    const now = performance.now();
    const { tries, at } = left.get(element) ?? { tries: AT_ONCE, at: now };
    const has = Math.min(AT_ONCE, tries + (now - at) / REGAIN_MS);
    left.set(element, { tries: has >= 1 ? has - 1 : has, at: now });
    return has >= 1;
  };
}
