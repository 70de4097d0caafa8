import { isAbsolute, relative } from 'node:path';

/** What the sources of the project themselves are called. */
export const OURSELVES = 'ourselves';

/**
 * Whose code a bundled module is: a package's name, `OURSELVES` for what lies in `folder`, or the module's id where it
 * is neither.
 */
export function ownerOf(id: string, folder: string): string {
  const path = id.replace(/^\0/, '').replaceAll('\\', '/');
  const inPackage = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];
  if (inPackage !== undefined) return inPackage;
  // What the tools make up has no file: rolldown/runtime.js, virtual:wxt-plugins.
  const madeUp = /^(?:virtual:)?(rolldown|vite|wxt)\b/.exec(path)?.[1];
  if (madeUp !== undefined) return madeUp;
  const inside = relative(folder.replaceAll('\\', '/'), path);
  return isAbsolute(path) && inside.startsWith('..') ? id : OURSELVES;
}
