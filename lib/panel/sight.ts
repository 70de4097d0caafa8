import type { PanelServer } from '../model/panel';
import { idsIn } from './address';
import { type Hit, hitsIn, namesOf } from './hits';
import type { PanelHook } from './hook';
import { type Index, LEVEL, normal } from './match';
import { regionsOf } from './regions';

/** Where a mark belongs: after or at the end of the element that names the server. */
export type Anchor = {
  readonly server: PanelServer;
  readonly element: Element;
  readonly place: 'heading' | 'row';
};

/** What a page turns out to be about. */
export type Sight = {
  /** The server whose own page this is. */
  readonly about: PanelServer | null;
  readonly anchors: readonly Anchor[];
  /** A number in the address that the older API may know the page's server by. */
  readonly number: string | null;
};

const HEADINGS = 'h1,h2,h3,[role="heading"]';
const LONGEST_HEADING = 200;

/** Reads a page: asks it for no layout and changes nothing. `hook` is what is known of the provider's addresses. */
export function look(page: Document, index: Index, hook: PanelHook | null): Sight {
  const { body } = page;
  const hits = body ? hitsIn(body, index) : [];
  const { about, number } = subjectOf(page, hits, index, hook);
  const regions = regionsOf(hits);
  const anchors: Anchor[] = [];
  for (const { server, hits: places } of regions) {
    const [best] = places;
    if (best && server !== about) anchors.push({ server, element: best.element, place: 'row' });
  }
  if (about) {
    const own = ownAnchor(
      page,
      about,
      regions.filter(({ server }) => server === about).flatMap(({ hits }) => hits),
    );
    if (own) anchors.push(own);
  }
  return { about, anchors, number };
}

/** On a server's own page one mark speaks for it: at the heading that names it, else where it is named best. */
function ownAnchor(page: Document, about: PanelServer, places: readonly Hit[]): Anchor | null {
  const names = namesOf(about);
  const headings = [...page.querySelectorAll(HEADINGS)].filter((heading) => {
    if (heading.textContent.length > LONGEST_HEADING || heading.closest('nav') || !isShown(heading))
      return false;
    const text = normal(heading.textContent);
    return names.some((name) => hasWord(text, name));
  });
  const element = headings.find(({ localName }) => localName === 'h1') ?? headings[0];
  if (element) return { server: about, element, place: 'heading' };
  const best = places.filter((hit) => isShown(hit.element)).sort((a, b) => a.rank - b.rank)[0];
  return best ? { server: about, element: best.element, place: 'row' } : null;
}

type Subject = Pick<Sight, 'about' | 'number'>;

/** Which server's own page this is: by its address, and where that leaves doubt by what the page names. */
function subjectOf(page: Document, hits: readonly Hit[], index: Index, hook: PanelHook | null): Subject {
  const { pathname, search, hash } = page.location;
  const idInPath = hook?.serverIdIn(pathname) ?? null;
  const known = idInPath === null ? null : index.byId.get(idInPath);
  if (known) return { about: known, number: null };

  // Hostnames and addresses are public and unique: a name alone would be no evidence.
  const named = new Set(
    hits.flatMap(({ tells, level, servers }) =>
      tells && (level === LEVEL.address || level === LEVEL.hostname) ? servers : [],
    ),
  );
  const [only = null] = named.size === 1 ? named : [];

  const ids = idsIn(pathname + search + hash, index);
  const inAddress = ids.find(({ tells }) => tells) ?? ids.find(({ server }) => named.has(server));
  if (inAddress) return { about: inAddress.server, number: null };

  if (only && idInPath !== null && /^\d{1,20}$/.test(idInPath) && only.legacyId === null) {
    return { about: only, number: idInPath };
  }
  const title = page.querySelector('h1');
  const isTitled = only && title && namesOf(only).some((name) => normal(title.textContent) === name);
  return { about: isTitled ? only : null, number: null };
}

function hasWord(text: string, word: string): boolean {
  const at = text.indexOf(word);
  return (
    at >= 0 &&
    !/[\p{L}\p{N}]/u.test(text.charAt(at - 1)) &&
    !/[\p{L}\p{N}]/u.test(text.charAt(at + word.length))
  );
}

/** What a page hides (another width's copy, a closed dialog) is no place for a mark. */
export function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}
