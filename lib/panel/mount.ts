import cornerCss from './corner.css?inline';
import css from './panel.css?inline';

export type Host = { readonly element: HTMLElement; readonly root: ShadowRoot };
export type HostOptions = {
  /** Open only where a test has to look inside. */
  readonly mode?: ShadowRootMode;
  readonly kind?: 'inline' | 'corner';
};

const ours = new WeakSet<Node>();

/** Whether a node of the page is one that we put there. */
export function isOurs(node: Node): boolean {
  return ours.has(node);
}

/**
 * An element that tells the page nothing: no attribute, no text, everything in a closed root. Its own rules are
 * `!important`, which inside a shadow root wins over whatever the page says of its elements.
 */
export function createHost({ mode = 'closed', kind = 'inline' }: HostOptions = {}): Host {
  const element = document.createElement('span');
  const root = element.attachShadow({ mode });
  dress(root, kind === 'corner' ? css + cornerCss : css);
  for (const type of STOPPED) root.addEventListener(type, stopAtButtons);
  ours.add(element);
  return { element, root };
}

const sheets = new Map<string, CSSStyleSheet>();
let refusesSheets = false;

function dress(root: ShadowRoot, text: string): void {
  if (!refusesSheets) {
    try {
      root.adoptedStyleSheets = [sheetOf(text)];
      return;
    } catch {
      // Firefox hands no sheet of a content script to the page (its bug 1770592). There the page's CSP says nothing
      // of a <style> that an add-on makes, which elsewhere it does.
      refusesSheets = true;
    }
  }
  const style = document.createElement('style');
  style.textContent = text;
  root.append(style);
}

/** One sheet for all roots: it is parsed once. */
function sheetOf(text: string): CSSStyleSheet {
  const known = sheets.get(text);
  if (known) return known;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  sheets.set(text, sheet);
  return sheet;
}

const STOPPED = [
  'click',
  'auxclick',
  'dblclick',
  'mousedown',
  'mouseup',
  'pointerdown',
  'pointerup',
  'touchstart',
  'touchend',
  'keydown',
  'keyup',
];

/** A row that opens its server on a click must not do so for a click on our button. */
function stopAtButtons(event: Event): void {
  if (event.target instanceof HTMLButtonElement) event.stopPropagation();
}

/** Where a host goes: at the end of `parent`, or before one of its children. */
export type Spot = {
  readonly parent: Element;
  readonly before: Node | null;
  /** Within a link nothing may be clicked but the link. */
  readonly inLink: boolean;
};

const CLICKED = 'a,button,summary,label,[role="button"],[role="link"]';
const INLINE = new Set(
  'a abbr b bdi code em i kbd label mark small span strong tt u var button time samp'.split(' '),
);

/**
 * Where a mark for an element stands: after what is clicked, never inside; after inline text; else at its end. In a
 * grid each child takes a cell, and a link around a whole card has its badge at the name: there it stands inside.
 */
export function spotFor(element: Element): Spot | null {
  const clicked = element.closest(CLICKED);
  const isCard =
    clicked !== null && clicked !== element && clicked.textContent.trim() !== element.textContent.trim();
  const outer = isCard ? element : (clicked ?? element);
  const parent = outer.parentElement;
  if (!parent) return null;
  const isInline = INLINE.has(outer.localName) || outer === clicked;
  if (isInline && !getComputedStyle(parent).display.includes('grid')) {
    return { parent, before: outer.nextSibling, inLink: isCard };
  }
  return { parent: outer, before: null, inLink: clicked !== null };
}

/** Whether what stands behind an element is dark: the panel's own colours count, not the system's. */
export function isDarkBehind(element: Element): boolean {
  for (let behind: Element | null = element; behind; behind = behind.parentElement) {
    const [red = 0, green = 0, blue = 0, alpha = 1] = (
      getComputedStyle(behind).backgroundColor.match(/^rgba?\((.+)\)$/)?.[1] ?? '0,0,0,0'
    )
      .split(/[\s,/]+/)
      .map(Number);
    if (alpha > 0.5) return 0.3 * red + 0.6 * green + 0.1 * blue < 128;
  }
  return false;
}
