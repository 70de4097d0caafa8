import type { ServerId } from '../model/account';
import type { PanelServer, PanelView } from '../model/panel';

/** What a text says of which server it names. The larger, the more it decides where two texts disagree. */
export const LEVEL = { name: 1, hostname: 2, address: 3, id: 4 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

export type Match = {
  /** More than one where what was read does not decide. What reads differently never shares the same list. */
  readonly servers: readonly PanelServer[];
  readonly level: Level;
  /** Whether it alone names the one server: it is no other's, and no word that a page may use by itself. */
  readonly tells: boolean;
};

/** The servers of a view by everything that a page may show of them. */
export type Index = {
  readonly byText: ReadonlyMap<string, Match>;
  /** By id and by the number of the older API; null where both meanings exist. */
  readonly byId: ReadonlyMap<string, readonly [PanelServer] | null>;
};

export function indexOf(view: PanelView): Index {
  const byText = new Map<string, Match>();
  const byId = new Map<ServerId, readonly [PanelServer] | null>();
  const add = (server: PanelServer, text: string, level: Level, tells: boolean) => {
    const key = normal(text);
    if (key === '') return;
    const known = byText.get(key);
    byText.set(key, known ? joined(known, server, level, tells) : { servers: [server], level, tells });
  };
  view.servers.forEach((server) => {
    const { id, legacyId, name, hostname, addresses } = server;
    const own = [server] as const;
    byId.set(id, byId.has(id) ? null : own);
    if (legacyId !== null && legacyId !== id) byId.set(legacyId, byId.has(legacyId) ? null : own);
    for (const address of addresses) add(server, address, LEVEL.address, true);
    if (hostname !== null) add(server, hostname, LEVEL.hostname, true);
    add(server, name, LEVEL.name, isTelling(name));
  });
  return { byText, byId };
}

function joined(known: Match, server: PanelServer, level: Level, tells: boolean): Match {
  const { servers } = known;
  if (servers.includes(server)) return { ...known, tells: known.tells || (tells && servers.length === 1) };
  return {
    servers: [...servers, server],
    level: level > known.level ? level : known.level,
    tells: false,
  };
}

/** Names are compared without case. */
export function normal(text: string): string {
  return text.trim().toLowerCase();
}

/** A name such as "web" or "Production" also stands on pages for itself; "web-1" and "db.internal" hardly do. */
function isTelling(name: string): boolean {
  return name.length > 2 && /\p{L}/u.test(name) && /[\d._-]/.test(name);
}
