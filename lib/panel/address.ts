import { type Index, LEVEL, type Match } from './match';

/** What a segment, or the name of a parameter, calls a server. */
const SERVER_WORD = /^(?:(?:virtual|cloud)[-_]?)?(?:server|vps|vm|instance)(?:s|es|[-_]?id)?$/i;
const OTHER_SCHEME = /^(?!https?:)[a-z][\w+.-]*:/i;
const BETWEEN = /[/?#&=]+/;

/**
 * The known ids that stand in an address as whole segments or as whole values of parameters, in its order. Whether the
 * address alone decides: an invoice may bear the same bare number as a server.
 */
export function idsIn(address: string, { byId }: Index): readonly Match[] {
  let found: readonly Match[] = [];
  let before = '';
  for (const part of address.split(BETWEEN)) {
    const servers = byId.get(part);
    if (servers && !OTHER_SCHEME.test(address)) {
      found = [...found, { servers, level: LEVEL.id, tells: !isBare(part) || SERVER_WORD.test(before) }];
    }
    before = part;
  }
  return found;
}

/** A number, or anything so short that it may stand for something else. */
function isBare(id: string): boolean {
  return id.length < 6 || /^\d+$/.test(id);
}
