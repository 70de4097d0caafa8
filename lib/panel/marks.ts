import { keepMarks } from './keep';
import type { Deeds, Feature } from './scene';

/** The badge and the button beside each server that the page names. */
export function createMarks(deeds: Deeds): Feature {
  const keeper = keepMarks(deeds);
  return {
    name: 'badges',
    show: (scene) => keeper.show(scene.sight.anchors, scene),
    refresh: keeper.refresh,
    clear: keeper.clear,
  };
}
