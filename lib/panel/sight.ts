import type { PanelServer } from '../model/panel';
import { idsIn } from './address';
import { type Hit, hitsIn, namesOf, SKIPPED } from './hits';
import type { PanelHook } from './hook';
import { make } from './mark';
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

const HEADINGS = 'h1,h2,h3,[role=heading]';

/** Reads a page: asks it for no layout and changes nothing. `hook` is what is known of the provider's addresses. */
export function look({ body }: Document, index: Index, hook: PanelHook | null): Sight {
  const found = hitsIn(body ?? make('div'), index);
  const { hits } = found;
  const { about, number } = subjectOf(hits, index, hook);
  const anchors: Anchor[] = [];
  regionsOf(found).forEach(({ server, best }) => {
    if (best && server !== about) anchors.push({ server, element: best.element, place: 'row' });
  });
  const own = about && ownAnchor(about, hits);
  if (own) anchors.push(own);
  return { about, anchors, number };
}

/** On a server's own page one mark speaks for it: at the heading that names it, else where it is named best. */
function ownAnchor(server: PanelServer, hits: readonly Hit[]): Anchor | null {
  const names = namesOf(server);
  const headings = [...document.querySelectorAll(HEADINGS)].filter((heading) => {
    const text = normal(heading.textContent);
    return names.some((name) => hasWord(text, name)) && !heading.closest(SKIPPED) && isShown(heading);
  });
  const heading = headings.find(({ localName }) => localName === 'h1') ?? headings[0];
  if (heading) return { server, element: heading, place: 'heading' };
  const [best] = hits
    .filter((hit) => hit.match.tells && hit.match.servers.includes(server) && isShown(hit.element))
    .sort((a, b) => a.rank - b.rank);
  return best ? { server, element: best.element, place: 'row' } : null;
}

/** Which server's own page this is: by its address, and where that leaves doubt by what the page names. */
function subjectOf(
  hits: readonly Hit[],
  index: Index,
  hook: PanelHook | null,
): Pick<Sight, 'about' | 'number'> {
  const { pathname, search, hash } = location;
  const id = hook?.serverIdIn(pathname) ?? '';
  const ids = idsIn(pathname + search + hash, index);
  const [sure] =
    index.byId.get(id) ??
    ids.find(
      ({ tells, servers: [server] }) =>
        tells || hits.some((hit) => isEvidence(hit) && hit.match.servers[0] === server),
    )?.servers ??
    [];
  if (sure) return { about: sure, number: null };

  const only = hits.find(isEvidence)?.match.servers[0];
  if (only && hits.every((hit) => !isEvidence(hit) || hit.match.servers[0] === only)) {
    if (/^\d{1,20}$/.test(id) && only.legacyId === null) return { about: only, number: id };
    const title = normal(document.querySelector('h1')?.textContent ?? '');
    if (namesOf(only).includes(title)) return { about: only, number: null };
  }
  return { about: null, number: null };
}

/** Hostnames and addresses are public and unique: a name alone would be no evidence. */
function isEvidence({ match: { tells, level } }: Hit): boolean {
  return tells && (level === LEVEL.address || level === LEVEL.hostname);
}

function hasWord(text: string, word: string): boolean {
  return ` ${text.replace(/[^\p{L}\d.:_-]+/gu, ' ')} `.includes(` ${word} `);
}

/** What a page hides (another width's copy, a closed dialog) is no place for a mark. */
export function isShown(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}
