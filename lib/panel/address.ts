import type { PanelServer } from '../model/panel';
import type { Index } from './match';

/** A part of an address that equals a known id. */
export type IdInAddress = {
  readonly server: PanelServer;
  /** Whether the address alone decides: an invoice may bear the same bare number as a server. */
  readonly tells: boolean;
};

/** What a segment, or the name of a parameter, calls a server. */
const SERVER_WORD = /^(?:(?:virtual|cloud)[-_]?)?(?:server|vps|vm|instance)(?:s|es|[-_]?id)?$/i;
const OTHER_SCHEME = /^(?!https?:)[a-z][\w+.-]*:/i;
const PART = /[^/?#&=]+/g;

/** The known ids that stand in an address as whole segments or as whole values of parameters, in its order. */
export function idsIn(address: string, { byId }: Index): readonly IdInAddress[] {
  const found: IdInAddress[] = [];
  if (OTHER_SCHEME.test(address)) return found;
  let before = '';
  for (const part of address.match(PART) ?? []) {
    const server = byId.get(part);
    if (server) found.push({ server, tells: !isBare(part) || SERVER_WORD.test(before) });
    before = part;
  }
  return found;
}

/** A number, or anything so short that it may stand for something else. */
function isBare(id: string): boolean {
  return id.length < 6 || /^\d+$/.test(id);
}
