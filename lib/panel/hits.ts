import type { PanelServer } from '../model/panel';
import { idsIn } from './address';
import { type Index, LEVEL, type Level, normal, type TextMatch } from './match';

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
/** Ways through the panel, what a person is typing, and what nobody sees are no places to mark. */
export const SKIPPED =
  'nav,[role="navigation"],[role="tablist"],[role="menu"],[contenteditable="true"],script,style,option,textarea';
/** The longest hostname, and the indentation of texts in a page's source. */
const LONGEST = 300;
/** A link that carries the name among other words is a better place than an address, one that says "Manage" a worse. */
const RANK_OF_NAMED_LINK = 2;
const RANK_OF_LINK = 5;

/** Every place below `root` that names a known server, in two passes that ask the page for no layout. */
export function hitsIn(root: Element, index: Index): readonly Hit[] {
  const hits: Hit[] = [];
  const tops = new Set<Element>(root.ownerDocument.querySelectorAll(SKIPPED));
  const skipped = new Map<Element, boolean>();
  /** Each ancestor is asked once. */
  function isSkipped(element: Element): boolean {
    const known = skipped.get(element);
    if (known !== undefined) return known;
    const { parentElement } = element;
    const answer = tops.has(element) || (parentElement !== null && isSkipped(parentElement));
    skipped.set(element, answer);
    return answer;
  }
  function add(element: Element, { servers, level, tells }: TextMatch, text: string, rank: number): void {
    if (isSkipped(element)) return;
    hits.push({ element, unit: element.closest(ROW) ?? element, servers, level, tells, text, rank });
  }

  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { data } = node as Text;
    if (data.length < 2 || data.length > LONGEST) continue;
    const text = normal(data);
    const match = index.byText.get(text);
    const element = match && node.parentElement;
    if (element) add(element, match, text, match.level);
  }

  for (const link of root.querySelectorAll('a[href]')) {
    for (const { server, tells } of idsIn(link.getAttribute('href') ?? '', index)) {
      const label = normal(link.textContent);
      const isNamed = index.byText.has(label) || namesOf(server).some((name) => label.includes(name));
      const rank = isNamed ? RANK_OF_NAMED_LINK : RANK_OF_LINK;
      add(link, { servers: [server], level: LEVEL.id, tells }, `#${server.id}`, rank);
    }
  }
  return hits;
}

/** Everything by which a text may name the server; a hostname before the name that it may begin with. */
export function namesOf({ name, hostname, addresses }: PanelServer): readonly string[] {
  return [hostname ?? '', ...addresses, name].map(normal).filter((text) => text !== '');
}
