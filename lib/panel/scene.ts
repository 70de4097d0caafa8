import type { ServerId } from '../model/account';
import type { PanelServer, PanelView } from '../model/panel';
import type { Moment } from './mark';
import type { Sight } from './sight';

/** Everything that a feature draws from, as it is now. */
export type Scene = {
  readonly view: PanelView;
  readonly sight: Sight;
  readonly moment: Moment;
};

/** What a person's click may set off. */
export type Deeds = {
  readonly backUp: (serverId: ServerId) => void;
  readonly remember: (serverId: ServerId, legacyId: string) => void;
  readonly decline: (serverId: ServerId) => void;
  /** Asks for another look at the page. */
  readonly lookAgain: () => void;
};

/** One thing that is drawn in the page; each stands or falls by itself. */
export type Feature = {
  readonly name: string;
  /** The page may have changed: what is drawn where. */
  readonly show: (scene: Scene) => void;
  /** Time has passed or the view is a new one: what is drawn says what is true now. */
  readonly refresh: (scene: Scene) => void;
  /** Takes everything away. */
  readonly clear: () => void;
};

/** The server as the newest view has it. */
export function serverOf({ view }: Scene, { id }: PanelServer): PanelServer | undefined {
  return view.servers.find((server) => server.id === id);
}
