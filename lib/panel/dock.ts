import { SECOND_MS } from '../model/time';
import type { Corner } from './corner';
import { createButton, createFace } from './mark';
import { type Deeds, type Feature, type Scene, serverOf } from './scene';

/** A page that draws itself in steps shows its heading within this time. */
const SETTLE_MS = 1.5 * SECOND_MS;

/** On a server's own page where its name stands nowhere: the same badge and button in the corner. */
export function createDock(deeds: Deeds, corner: Corner): Feature {
  const face = createFace({ place: 'heading', onBackUp: deeds.backUp });
  const close = createButton(() => {
    closedFor = location.href;
    corner.remove(face.element);
  });
  close.textContent = '×';
  face.element.append(close);
  let closedFor: string | null = null;
  let lacking: { readonly address: string; readonly since: number } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function clear(): void {
    clearTimeout(timer);
    lacking = null;
    corner.remove(face.element);
  }

  function draw(scene: Scene): void {
    const { about, anchors } = scene.sight;
    const server = about && serverOf(scene, about);
    if (!server || anchors.some((anchor) => anchor.server === about) || closedFor === location.href) {
      clear();
      return;
    }
    if (lacking?.address !== location.href) {
      clear();
      lacking = { address: location.href, since: performance.now() };
      timer = setTimeout(deeds.lookAgain, SETTLE_MS);
    }
    if (performance.now() - lacking.since < SETTLE_MS) return;
    close.ariaLabel = scene.view.words.close;
    face.update(server, scene.view, scene.moment);
    corner.add(face.element, scene.moment.isDark);
  }
  return { name: 'dock', show: draw, refresh: draw, clear };
}
