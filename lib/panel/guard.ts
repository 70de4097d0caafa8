import { isDangerous } from './dangerous-words';
import { namesOf } from './hits';
import { keepMarks } from './keep';
import type { Deeds, Feature } from './scene';
import { isShown } from './sight';

const CONTROLS = 'button,a,input[type="submit" i],input[type="button" i],[role="button"]';
/** Tabs and menus lead to a dangerous place; the control itself stands there. */
const WAYS = 'nav,[role="navigation"],[role="tablist"]';
const MOST_NOTES = 3;

/**
 * Beside what destroys or replaces a disk on a server's own page: how old its newest backup is, and a way to make one
 * first. It informs; nothing of the panel is blocked, clicked or hidden.
 */
export function createGuard(deeds: Deeds): Feature {
  const keeper = keepMarks(deeds);
  return {
    name: 'guard',
    show(scene) {
      const { about } = scene.sight;
      const controls = about === null ? [] : dangerousControls(document, namesOf(about));
      keeper.show(
        controls.flatMap((element) =>
          about === null ? [] : [{ server: about, element, place: 'note' as const }],
        ),
        scene,
      );
    },
    refresh: keeper.refresh,
    clear: keeper.clear,
  };
}

/** The first few controls that a person can see and whose words mean harm. */
export function dangerousControls(page: ParentNode, names: readonly string[]): readonly Element[] {
  const found: Element[] = [];
  for (const control of page.querySelectorAll(CONTROLS)) {
    if (!labelsOf(control).some((label) => isDangerous(label, names))) continue;
    if (control.closest(WAYS) || !isShown(control)) continue;
    found.push(control);
    if (found.length === MOST_NOTES) break;
  }
  return found;
}

function labelsOf(control: Element): readonly string[] {
  const text = control instanceof HTMLInputElement ? control.value : control.textContent;
  return [text.trim(), control.getAttribute('aria-label') ?? ''].filter((label) => label !== '');
}
