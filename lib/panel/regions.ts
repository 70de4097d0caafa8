import type { PanelServer } from '../model/panel';
import type { Found, Hit } from './hits';
import { LEVEL, type Match } from './match';

/** One mention of one server: its row, or the card around it. */
export type Region = {
  readonly server: PanelServer;
  /** The best place to mark it. */
  readonly best: Hit | null;
};

/**
 * Groups hits into regions by what they say, not by the page's layout. A region is the largest part of the page in
 * which one server alone is named, and by no text twice: a card with its hostname and its address is one, two rows of a
 * log that name the same server are two. A row is never split. Hits that do not tell by themselves only say where
 * to mark, in a region that others decided.
 */
export function regionsOf(found: Found): readonly Region[] {
  const units = [...found.units.values()];
  const claims: Claim[] = [];
  units.forEach((last) => {
    for (const server of decide(last)) claims.push({ last, server });
  });
  const parts = partsOf(claims);
  const regions = new Map<Element, readonly { readonly server: PanelServer; best: Hit | null }[]>();
  claims.forEach(({ last, server }) => {
    let root = last.unit;
    for (
      let parent = root.parentElement;
      parent && parts.get(parent) !== MIXED;
      parent = parent.parentElement
    ) {
      root = parent;
    }
    const known = regions.get(root) ?? [];
    if (!known.some((region) => region.server === server)) {
      regions.set(root, [...known, { server, best: null }]);
    }
  });
  // From the end, as the hits of a unit are given: of equals the first is the best.
  units.reverse().forEach((last) => {
    // What belongs to no region ends at the top, or where several servers meet.
    for (let around: Element | null = last.unit; around; around = around.parentElement) {
      const here = regions.get(around);
      // A word that names nobody by itself is trusted near what decided, not anywhere on a page.
      const isNear = around.parentElement !== null || decide(last).length > 0;
      for (const region of here ?? []) {
        for (let hit: Hit | undefined = last; hit; hit = hit.before) {
          const { tells, servers } = hit.match;
          const isMeant = (isNear || tells) && servers.includes(region.server);
          if (isMeant && !(region.best && region.best.rank < hit.rank)) region.best = hit;
        }
      }
      if (here || parts.get(around) === MIXED) break;
    }
  });
  return [...regions.values()].flat();
}

/** A unit that is about a server. */
type Claim = { readonly last: Hit; readonly server: PanelServer };

/** The servers that a unit is about: the one that its strongest words name; several only where these disagree. */
function decide(last: Hit): readonly PanelServer[] {
  let highest = 0;
  let named: readonly PanelServer[] = [];
  for (let hit: Hit | undefined = last; hit; hit = hit.before) {
    const { tells, level, servers } = hit.match;
    if (!tells || level < highest) continue;
    named = level > highest ? servers : joined(servers, named);
    highest = level;
  }
  if (highest > 0) return named;
  // A hostname or address of several servers beside a bare number that is one of its servers' id.
  const shared = new Set<PanelServer>();
  const numbered = new Set<PanelServer>();
  for (let hit: Hit | undefined = last; hit; hit = hit.before) {
    const { level, servers } = hit.match;
    for (const server of servers) {
      if (level === LEVEL.id) numbered.add(server);
      else if (level !== LEVEL.name) shared.add(server);
    }
  }
  const meant = [...numbered].filter((server) => shared.has(server));
  return meant.length === 1 ? meant : [];
}

/** Apart from the loop above, which would keep a place for each thing that is asked for in here. */
function joined(first: readonly PanelServer[], second: readonly PanelServer[]): readonly PanelServer[] {
  return [...first, ...second.filter((server) => !first.includes(server))];
}

const MIXED = 'mixed';
type Part = Set<PanelServer | Match['servers']> | typeof MIXED;

/** What each ancestor of the units holds: one server, each text or id once; or more than that. */
function partsOf(claims: readonly Claim[]): ReadonlyMap<Element, Part> {
  const parts = new Map<Element, Part>();
  claims.forEach(({ last, server }) => {
    let meets = false;
    for (let parent = last.unit.parentElement; parent; parent = parent.parentElement) {
      const part = parts.get(parent) ?? new Set([server]);
      if (part === MIXED) break;
      meets ||= !part.has(server);
      for (let hit: Hit | undefined = last; hit; hit = hit.before) meets ||= part.has(hit.match.servers);
      for (let hit: Hit | undefined = last; hit; hit = hit.before) part.add(hit.match.servers);
      parts.set(parent, meets ? MIXED : part);
    }
  });
  return parts;
}
