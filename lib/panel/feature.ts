import type { PanelView } from '../model/panel';
import type { Moment } from './mark';
import type { Sight } from './sight';

/** Everything that a feature draws from. The moment is another one whenever what is drawn may have to say other things. */
export type Scene = { readonly view: PanelView; readonly sight: Sight; readonly moment: Moment };

/** One thing that is drawn in the page. */
export type Feature = {
  readonly name: string;
  /** Makes the page show what the scene says; null takes everything away. */
  readonly show: (scene: Scene | null) => void;
};

/** What a person's click may set off. */
export type Deeds = {
  readonly backUp: (serverId: string) => void;
  readonly remember: (serverId: string, legacyId: string) => void;
  readonly decline: (serverId: string) => void;
  /** Asks for another look at the page. */
  readonly lookAgain: () => void;
};

/** Names of features that have thrown: each is told of once. */
const told = new Set<string>();

/** Runs each feature; when one throws, that is logged once with its name, and the others go on. */
export function show(features: readonly Feature[], scene: Scene | null): void {
  for (const { name, show } of features) {
    try {
      show(scene);
    } catch (error) {
      if (!told.has(name)) console.error(`Lastgood: ${name} failed`, error);
      told.add(name);
    }
  }
}
