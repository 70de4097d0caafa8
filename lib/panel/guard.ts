import { isDangerous } from './danger';
import type { Deeds, Feature } from './feature';
import { namesOf, SKIPPED } from './hits';
import { keepMarks, type Wanted } from './keep';
import { isShown } from './sight';

const CONTROLS = 'button,a,input[type="submit" i],input[type="button" i],[role="button"]';

/**
 * Beside what destroys or replaces a disk on a server's own page: how old its newest backup is, and a way to make one
 * first. It informs; nothing of the panel is blocked, clicked or hidden.
 */
export function createGuard(deeds: Deeds): Feature {
  const keep = keepMarks(deeds);
  return {
    name: 'guard',
    show(scene) {
      const wanted: Wanted[] = [];
      const server = scene && scene.sight.about;
      if (server) {
        const names = namesOf(server);
        for (const element of document.querySelectorAll(CONTROLS)) {
          const isMeant = labelsOf(element).some((label) =>
            isDangerous(label, scene.view.dangerousWords, names),
          );
          if (isMeant && !element.closest(SKIPPED) && isShown(element))
            wanted.push({ server, element, place: 'note' });
        }
      }
      keep(wanted, scene);
    },
  };
}

function labelsOf(control: Element): readonly string[] {
  const { textContent, value = '', ariaLabel } = control as HTMLInputElement;
  return [textContent.trim(), value, ariaLabel ?? ''];
}
