import type { PanelView } from '../model/panel';
import { MINUTE_MS } from '../model/time';

/** A view that nobody confirmed for this long may tell of an operation that has ended, or of a button that is gone. */
const VOUCHED_MS = 15 * MINUTE_MS;

/** The view as it may still be shown at this age: past its time nothing of it is claimed any more. */
export function lapsed(view: PanelView, ageMs: number): PanelView {
  if (ageMs >= 0 && ageMs <= VOUCHED_MS) return view;
  return {
    ...view,
    servers: view.servers.map((server) => ({
      ...server,
      backup: { kind: 'unknown' },
      operation: null,
      button: server.button.kind === 'none' ? server.button : { kind: 'unavailable' },
    })),
  };
}
