import type { PanelServer } from '../model/panel';
import type { Hit } from './hits';
import { LEVEL } from './match';

/** One mention of one server: its row, or the card around it. */
export type Region = {
  readonly server: PanelServer;
  /** Where to mark it, the best place first. */
  readonly hits: readonly Hit[];
};

/**
 * Groups hits into regions by what they say, not by the page's layout. A region is the largest part of the page in
 * which one server alone is named, and by no text twice: a card with its hostname and its address is one, two rows of a
 * log that name the same server are two. A row is never split. Hits that do not tell by themselves only say where
 * to mark, in a region that others decided.
 */
export function regionsOf(hits: readonly Hit[]): readonly Region[] {
  const units = new Map<Element, Hit[]>();
  for (const hit of hits) {
    const unit = units.get(hit.unit);
    if (unit) unit.push(hit);
    else units.set(hit.unit, [hit]);
  }

  const decided: Unit[] = [];
  for (const [element, own] of units) {
    for (const server of decide(own)) {
      decided.push({ element, server, texts: new Set(own.map(({ text }) => text)) });
    }
  }

  const decidedUnits = new Set(decided.map(({ element }) => element));
  const parts = partsOf(decided);
  const regions = new Map<Element, Map<PanelServer, Hit[]>>();
  for (const { element, server } of decided) {
    const root = largest(element, parts);
    const known = regions.get(root) ?? new Map<PanelServer, Hit[]>();
    regions.set(root, known.set(server, []));
  }
  for (const [unit, own] of units) {
    // What belongs to no region ends at the top, or where several servers meet.
    for (let element: Element | null = unit; element; element = element.parentElement) {
      const region = regions.get(element);
      // A word that names nobody by itself is trusted near what decided, not anywhere on a page.
      const isNear = element.parentElement !== null || decidedUnits.has(unit);
      for (const hit of own) {
        if (isNear || hit.tells) for (const server of hit.servers) region?.get(server)?.push(hit);
      }
      if (region || parts.get(element) === MIXED) break;
    }
  }
  return [...regions.values()].flatMap((region) =>
    [...region].map(([server, own]) => ({ server, hits: own.sort((a, b) => a.rank - b.rank) })),
  );
}

type Unit = {
  readonly element: Element;
  readonly server: PanelServer;
  readonly texts: ReadonlySet<string>;
};

/** The servers that a unit is about: the one that its strongest words name; several only where these disagree. */
function decide(hits: readonly Hit[]): readonly PanelServer[] {
  let highest = 0;
  let named = new Set<PanelServer>();
  for (const { tells, level, servers } of hits) {
    if (!tells || level < highest) continue;
    if (level > highest) named = new Set();
    highest = level;
    for (const server of servers) named.add(server);
  }
  if (highest > 0) return [...named];
  // A hostname or address of several servers beside a bare number that is one of its servers' id.
  const shared = hits.filter(({ level }) => level === LEVEL.hostname || level === LEVEL.address);
  const numbered = hits.filter(({ level }) => level === LEVEL.id).flatMap(({ servers }) => servers);
  const meant = new Set(numbered.filter((server) => shared.some(({ servers }) => servers.includes(server))));
  return meant.size === 1 ? [...meant] : [];
}

const MIXED = 'mixed';
type Part = { readonly server: PanelServer; readonly texts: Set<string> } | typeof MIXED;

/** What each ancestor of the units holds: one server, each text once; or more than that. */
function partsOf(units: readonly Unit[]): ReadonlyMap<Element, Part> {
  const parts = new Map<Element, Part>();
  for (const { element, server, texts } of units) {
    let meets = false;
    for (let parent = element.parentElement; parent; parent = parent.parentElement) {
      const part = parts.get(parent);
      if (part === MIXED) break;
      meets ||=
        part !== undefined && (part.server !== server || [...texts].some((text) => part.texts.has(text)));
      if (meets) parts.set(parent, MIXED);
      else if (part === undefined) parts.set(parent, { server, texts: new Set(texts) });
      else for (const text of texts) part.texts.add(text);
    }
  }
  return parts;
}

function largest(unit: Element, parts: ReadonlyMap<Element, Part>): Element {
  let region = unit;
  for (let parent = unit.parentElement; parent; parent = parent.parentElement) {
    if (parts.get(parent) === MIXED) break;
    region = parent;
  }
  return region;
}
