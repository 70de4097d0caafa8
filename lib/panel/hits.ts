import type { PanelServer } from '../model/panel';
import { idsIn } from './address';
import { type Index, type Match, normal } from './match';

/** A place of the page that names a server, or one of several. */
export type Hit = {
  readonly element: Element;
  /** The smallest thing that is surely about one server: the row, or the element itself. */
  readonly unit: Element;
  readonly match: Match;
  /** How well a mark stands there: the smaller, the better. */
  readonly rank: number;
  /** The one before it in the same unit: so many small lists would cost more than all else. */
  readonly before: Hit | undefined;
};

export type Found = {
  readonly hits: readonly Hit[];
  /** The last hit of each unit. */
  readonly units: ReadonlyMap<Element, Hit>;
};

const ROW = 'tr,li,article,[role=row],[role=listitem],[role=article]';
/** Ways through the panel, what a person is typing, and what nobody sees are no places to mark. */
export const SKIPPED =
  'nav,[role=navigation],[role=tablist],[role=menu],[contenteditable=true],script,style,option,textarea';
const ROW_OR_SKIPPED = `${ROW},${SKIPPED}`;
/** What an element's text consists of, as `NodeFilter` counts it. */
const TEXT_AND_CDATA = 12;
/** The longest hostname, and the indentation of texts in a page's source. */
const LONGEST = 300;
/** A link that carries the name among other words is a better place than an address, one that says "Manage" a worse. */
const RANK_OF_NAMED_LINK = 2;
const RANK_OF_LINK = 5;

/** Every place below `root` that names a known server, in two passes that ask the page for no layout. */
export function hitsIn(root: Element, index: Index): Found {
  const hits: Hit[] = [];
  const units = new Map<Element, Hit>();
  const skipped = new Map<Element, boolean>();
  for (const top of document.querySelectorAll(SKIPPED)) skipped.set(top, true);
  /** Each ancestor is asked once. */
  function isSkipped(element: Element | null): boolean {
    if (!element) return false;
    const answer = skipped.get(element) ?? isSkipped(element.parentElement);
    skipped.set(element, answer);
    return answer;
  }
  function add(element: Element, match: Match, rank: number): void {
    const row = element.closest(ROW_OR_SKIPPED);
    const unit = row ?? element;
    const before = units.get(unit);
    if (!before && isSkipped(row)) return;
    const hit = { element, unit, match, rank, before };
    hits.push(hit);
    units.set(unit, hit);
  }

  // The texts are cut out of the whole: to be handed each of them by the page costs twice as much.
  const whole = root.textContent;
  const texts = document.createTreeWalker(root, TEXT_AND_CDATA);
  let end = 0;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const { length } = node as Text;
    end += length;
    if (length < 2 || length > LONGEST) continue;
    const match = index.byText.get(normal(whole.slice(end - length, end)));
    const element = match && node.parentElement;
    if (element) add(element, match, match.level);
  }

  for (const link of root.querySelectorAll('a[href]')) {
    for (const match of idsIn(link.getAttribute('href') ?? '', index)) {
      const label = normal(link.textContent);
      const isNamed = index.byText.has(label) || names(label, match);
      add(link, match, isNamed ? RANK_OF_NAMED_LINK : RANK_OF_LINK);
    }
  }
  return { hits, units };
}

function names(text: string, { servers }: Match): boolean {
  return servers.some((server) => namesOf(server).some((name) => text.includes(name)));
}

/** Everything by which a text may name the server; a hostname before the name that it may begin with. */
export function namesOf({ name, hostname, addresses }: PanelServer): readonly string[] {
  return [hostname ?? '', ...addresses, name].map(normal).filter(Boolean);
}
