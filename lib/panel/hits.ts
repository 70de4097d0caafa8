import type { PanelServer } from '../model/panel';
import { idsIn } from './address';
import { type Index, LEVEL, type Level, normal } from './match';

/** A place of the page that names a server, or one of several. */
export type Hit = {
  readonly element: Element;
  /** The smallest thing that is surely about one server: the row, or the element itself. */
  readonly unit: Element;
  readonly servers: readonly PanelServer[];
  readonly level: Level;
  readonly tells: boolean;
  /** What was read there: a text that comes again belongs to another listing of the same server. */
  readonly text: string;
  /** How well a mark stands there: the smaller, the better. */
  readonly rank: number;
};

const ROW = 'tr,li,article,[role="row"],[role="listitem"],[role="article"]';
/** Ways through the panel, and what a person is typing, are no places to mark. */
const SKIPPED =
  'nav,[role="navigation"],[role="tablist"],[role="menu"],[contenteditable]:not([contenteditable="false"])';
const NO_TEXT = new Set(['script', 'style', 'noscript', 'option', 'textarea', 'title', 'text']);
/** Texts in the page's source are indented; what is longer than this around a name is no indentation. */
const INDENTATION = 80;

/** Every place below `root` that names a known server, in two passes that ask the page for no layout. */
export function hitsIn(root: Element, index: Index): readonly Hit[] {
  const hits: Hit[] = [];
  const skips = skipper();
  const add = (element: Element, hit: Omit<Hit, 'element' | 'unit'>) => {
    const unit = element.closest(ROW) ?? element;
    if (!skips(unit)) hits.push({ ...hit, element, unit });
  };

  const longest = index.longestText + INDENTATION;
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { data, length } = node as Text;
    if (length < 2 || length > longest) continue;
    const text = normal(data);
    const match = index.byText.get(text);
    const element = node.parentElement;
    if (!match || !element || NO_TEXT.has(element.localName)) continue;
    add(element, { ...match, text, rank: RANK[match.level] });
  }

  for (const link of root.querySelectorAll('a[href]')) {
    for (const { server, tells } of idsIn(link.getAttribute('href') ?? '', index)) {
      const text = `#${server.id}`;
      add(link, { servers: [server], level: LEVEL.id, tells, text, rank: rankOfLink(link, server) });
    }
  }
  return hits;
}

const RANK = { [LEVEL.name]: 1, [LEVEL.hostname]: 2, [LEVEL.address]: 4, [LEVEL.id]: 5 } as const;

/** A link that carries the name among other words is a better place than one that says "Manage". */
function rankOfLink(link: Element, server: PanelServer): number {
  const text = normal(link.textContent);
  if (text === '') return 6;
  return namesOf(server).some((name) => text.includes(name)) ? 3 : RANK[LEVEL.id];
}

/** Everything by which a text may name the server. */
export function namesOf({ name, hostname, addresses }: PanelServer): readonly string[] {
  return [name, hostname ?? '', ...addresses].map(normal).filter((text) => text !== '');
}

/** Whether an element stands in a place that is passed over; each ancestor is asked once. */
function skipper(): (element: Element) => boolean {
  const known = new Map<Element, boolean>();
  return function skips(element: Element): boolean {
    const answer = known.get(element);
    if (answer !== undefined) return answer;
    const parent = element.parentElement;
    const skipped = element.matches(SKIPPED) || (parent !== null && skips(parent));
    known.set(element, skipped);
    return skipped;
  };
}
