import { SECOND_MS } from '../model/time';
import type { Corner } from './corner';
import type { Deeds, Feature } from './feature';
import { createButton, createFace, make } from './mark';

/** A page that draws itself in steps shows its heading within this time. */
const SETTLE_MS = 1.5 * SECOND_MS;

/** On a server's own page where its name stands nowhere: the same badge and button in the corner. */
export function createDock(deeds: Deeds, corner: Corner): Feature {
  const { element, update } = createFace({ place: 'heading', onBackUp: deeds.backUp });
  const title = make('span');
  const close = createButton(() => {
    closedFor = location.href;
    corner.remove(element);
  });
  close.textContent = '×';
  element.prepend(title);
  element.append(close);
  let closedFor = '';
  let lacksFor = '';
  let since = 0;

  return {
    name: 'dock',
    show(scene) {
      const server = scene && scene.sight.about;
      const isMarked = scene?.sight.anchors.some((anchor) => anchor.server === server);
      const { href } = location;
      if (!server || isMarked || closedFor === href) {
        lacksFor = '';
        corner.remove(element);
        return;
      }
      if (lacksFor !== href) {
        lacksFor = href;
        since = performance.now();
        setTimeout(deeds.lookAgain, SETTLE_MS);
      }
      if (performance.now() - since < SETTLE_MS) return;
      title.textContent = scene.view.words.dock;
      close.ariaLabel = scene.view.words.close;
      update(server, scene.view, scene.moment);
      corner.add(element);
    },
  };
}
