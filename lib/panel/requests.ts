import type { ServerId } from '../model/account';
import { MINUTE_MS, SECOND_MS } from '../model/time';
import type { Request } from './button';
import type { PanelPort } from './port';

export type Requests = {
  readonly requestOf: (serverId: ServerId) => Request | null;
  /** Asks for a backup; while the last request is told, another click asks for none. */
  readonly backUp: (serverId: ServerId) => void;
  /** The background shows the operation now, which says more. */
  readonly settle: (serverId: ServerId) => void;
};

/** How long the outcome of a click stands in place of the button. */
const TOLD_MS = { requested: MINUTE_MS, asked: 10 * SECOND_MS, notStarted: 15 * SECOND_MS } as const;

/** What became of the clicks on this page. `changed` is called whenever that is something else. */
export function createRequests(port: PanelPort, changed: () => void, signal: AbortSignal): Requests {
  const told = new Map<ServerId, { readonly request: Request; readonly until: number }>();

  function tell(serverId: ServerId, request: Request): void {
    if (signal.aborted) return;
    told.set(serverId, { request, until: performance.now() + TOLD_MS[request] });
    setTimeout(() => !signal.aborted && changed(), TOLD_MS[request] + 1);
    changed();
  }
  function requestOf(serverId: ServerId): Request | null {
    const entry = told.get(serverId);
    return entry && performance.now() < entry.until ? entry.request : null;
  }
  async function ask(serverId: ServerId): Promise<void> {
    const outcome = await port.backUp(serverId);
    if (outcome?.kind === 'started') changed();
    else tell(serverId, outcome?.kind === 'asked' ? 'asked' : 'notStarted');
  }
  return {
    requestOf,
    backUp(serverId) {
      if (signal.aborted || requestOf(serverId) !== null) return;
      tell(serverId, 'requested');
      void ask(serverId);
    },
    settle(serverId) {
      if (told.get(serverId)?.request === 'requested') told.delete(serverId);
    },
  };
}
