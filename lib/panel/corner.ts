import { createPatience } from './keep';
import { make } from './mark';
import { createHost, type HostOptions } from './mount';

/** The one box in the window's corner; what has something to say there puts it in. */
export type Corner = {
  /** Adds the content, or leaves it where it is. */
  readonly add: (content: HTMLElement, isDark: boolean) => void;
  readonly remove: (content: HTMLElement) => void;
};

export function createCorner(options: HostOptions = {}): Corner {
  const { element, root } = createHost({ ...options, kind: 'corner' });
  const box = make('div', 'box');
  root.append(box);
  const mayPutBack = createPatience();
  return {
    add(content, isDark) {
      box.className = isDark ? 'box dark' : 'box';
      if (content.parentElement !== box) box.append(content);
      // Beside the body, so that a page that replaces its whole body leaves it alone.
      if (!element.isConnected && mayPutBack(element)) document.documentElement.append(element);
    },
    remove(content) {
      content.remove();
      if (box.childElementCount === 0) element.remove();
    },
  };
}
