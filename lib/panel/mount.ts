import { cornerStyle, style } from './style';

export type Host = { readonly element: HTMLElement; readonly root: ShadowRoot };
const ours = new WeakSet<Node>();

/** Whether a node of the page is one that we put there. */
export function isOurs(node: Node): boolean {
  return ours.has(node);
}

/**
 * An element that tells the page nothing: no attribute, no text, everything in a closed root. Its own rules are
 * `!important`, which inside a shadow root wins over whatever the page says of its elements.
 */
export function createHost(kind: 'inline' | 'corner', mode: ShadowRootMode = 'closed'): Host {
  const element = document.createElement('span');
  const root = element.attachShadow({ mode });
  dress(root, kind === 'corner' ? style + cornerStyle : style);
  for (const type of STOPPED) root.addEventListener(type, stopAtButtons);
  ours.add(element);
  return { element, root };
}

/** One sheet for all roots: it is parsed once. */
const sheets = new Map<string, CSSStyleSheet>();

function dress(root: ShadowRoot, text: string): void {
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  try {
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox hands no sheet of a content script to the page (its bug 1770592). There the page's CSP says nothing of a
    // <style> that an add-on makes, which elsewhere it does.
    const own = document.createElement('style');
    own.textContent = text;
    root.append(own);
  }
}

const STOPPED = ['click', 'mousedown', 'pointerdown', 'keydown'];

/** A row that opens its server on a click must not do so for a click on our button. */
function stopAtButtons(event: Event): void {
  if ((event.target as Element).localName === 'button') event.stopPropagation();
}

/** Where a host goes: at the end of `parent`, or before one of its children. */
export type Spot = {
  readonly parent: Element;
  readonly before: Node | null;
  /** Within a link nothing may be clicked but the link. */
  readonly inLink: boolean;
};

const CLICKED = 'a,button,summary,label,[role=button],[role=link]';
const INLINE = 'a,b,bdi,code,em,i,input,kbd,mark,small,span,strong,time';

/**
 * Where a mark for an element stands: after what is clicked, never inside; after inline text; else at its end. In a
 * grid each child takes a cell, and a link around a whole card has its badge at the name: there it stands inside.
 */
export function spotFor(element: Element): Spot | null {
  const clicked = element.closest(CLICKED);
  const isCard = clicked !== null && clicked.textContent.trim() !== element.textContent.trim();
  const outer = isCard ? element : (clicked ?? element);
  const parent = outer.parentElement;
  if (!parent) return null;
  const stands = outer === clicked || outer.matches(INLINE) ? parent : outer;
  if (stands === outer || getComputedStyle(parent).display.includes('grid')) {
    return { parent: outer, before: null, inLink: clicked !== null };
  }
  return { parent, before: outer.nextSibling, inLink: isCard };
}

/** Puts a host into its place; without one it stays out. */
export function put(host: HTMLElement, spot: Spot | null): void {
  spot?.parent.insertBefore(host, spot.before);
}
