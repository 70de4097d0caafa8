import { createPatience } from './keep';
import { make } from './mark';
import { createHost, type Host } from './mount';

/** The window's corner; what has something to say there puts it in. */
export type Corner = {
  /** Adds the content, or leaves it where it is. */
  readonly add: (content: HTMLElement) => void;
  readonly remove: (content: HTMLElement) => void;
};

export function createCorner(): Corner {
  /** Made when it is needed: most pages never have one. */
  let host: Host | null = null;
  const box = make('div');
  const mayPutBack = createPatience();
  return {
    add(content) {
      host ??= createHost('corner');
      const { element, root } = host;
      if (!box.parentNode) root.append(box);
      if (content.parentElement !== box) box.append(content);
      // Beside the body, so that a page that replaces its whole body leaves it alone.
      if (!element.isConnected && mayPutBack(element)) document.documentElement.append(element);
    },
    remove(content) {
      content.remove();
      if (!box.firstChild) host?.element.remove();
    },
  };
}
