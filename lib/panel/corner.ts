import { createPatience } from './keep';
import { createHost } from './mount';

/** The window's corner; what has something to say there puts it in. */
export type Corner = {
  /** Adds the content, or leaves it where it is. */
  readonly add: (content: HTMLElement) => void;
  readonly remove: (content: HTMLElement) => void;
};

export function createCorner(mode?: ShadowRootMode): Corner {
  const { element, root } = createHost('corner', mode);
  const box = document.createElement('div');
  root.append(box);
  const mayPutBack = createPatience();
  return {
    add(content) {
      if (content.parentElement !== box) box.append(content);
      // Beside the body, so that a page that replaces its whole body leaves it alone.
      if (!element.isConnected && mayPutBack(element)) document.documentElement.append(element);
    },
    remove(content) {
      content.remove();
      if (!box.firstChild) element.remove();
    },
  };
}
