import type { ServerId } from '../model/account';
import type { PanelServer, PanelView } from '../model/panel';

/** What a text says of which server it names. The larger, the more it decides where two texts disagree. */
export const LEVEL = { name: 1, hostname: 2, address: 3, id: 4 } as const;
export type Level = (typeof LEVEL)[keyof typeof LEVEL];

export type TextMatch = {
  /** More than one where the text alone does not decide. */
  readonly servers: readonly PanelServer[];
  readonly level: Level;
  /** Whether the text alone names the one server: it is no other's, and no word that a page may use by itself. */
  readonly tells: boolean;
};

/** The servers of a view by everything that a page may show of them. */
export type Index = {
  readonly byText: ReadonlyMap<string, TextMatch>;
  /** By id and by the number of the older API; null where both meanings exist. */
  readonly byId: ReadonlyMap<string, PanelServer | null>;
};

export function indexOf({ servers }: PanelView): Index {
  const byText = new Map<string, TextMatch>();
  const byId = new Map<ServerId, PanelServer | null>();
  for (const server of servers) {
    const { id: ownId, legacyId } = server;
    for (const id of legacyId === null ? [ownId] : new Set([ownId, legacyId])) {
      byId.set(id, byId.has(id) ? null : server);
    }
    const add = (text: string, level: Level, tells: boolean) => {
      const key = normal(text);
      if (key === '') return;
      const known = byText.get(key);
      byText.set(key, known ? joined(known, server, level, tells) : { servers: [server], level, tells });
    };
    for (const address of server.addresses) add(address, LEVEL.address, true);
    if (server.hostname !== null) add(server.hostname, LEVEL.hostname, true);
    add(server.name, LEVEL.name, isTelling(server.name));
  }
  return { byText, byId };
}

function joined(known: TextMatch, server: PanelServer, level: Level, tells: boolean): TextMatch {
  if (known.servers.includes(server)) return { ...known, tells: known.tells || tells };
  return {
    servers: [...known.servers, server],
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
