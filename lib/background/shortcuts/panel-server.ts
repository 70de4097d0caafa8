import type { ServerId } from '../../model/account';
import type { PanelView } from '../../model/panel';
import { idsIn } from '../../panel/address';
import { hookOf } from '../../panel/hook';
import { indexOf } from '../../panel/match';

/** The server whose own page has this address, by the address alone, as the content script judges it; null for none. */
export function serverAt(address: URL, view: PanelView): ServerId | null {
  const index = indexOf(view);
  const { origin, pathname, search, hash } = address;
  const id = hookOf(origin)?.serverIdIn(pathname) ?? '';
  const [server] =
    index.byId.get(id) ?? idsIn(pathname + search + hash, index).find(({ tells }) => tells)?.servers ?? [];
  return server === undefined ? null : server.id;
}
