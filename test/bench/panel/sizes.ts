import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { builtExtension } from '../../harness/driver';
import type { BrowserKind } from '../../harness/find-browsers';

/** What the content script may weigh, in bytes. */
export const SIZE_LIMITS = { minified: 20_000, gzipped: 8_000 } as const;

/** The content script as it was built, and what it weighs; throws where it was not built. */
export function builtScript(kind: BrowserKind): {
  readonly text: string;
  readonly minified: number;
  readonly gzipped: number;
} {
  const file = `${builtExtension(kind)}/panel.js`;
  if (!existsSync(file)) throw new Error(`The extension for ${kind} is not built: run npm run build first.`);
  const bytes = readFileSync(file);
  return {
    text: bytes.toString('utf8'),
    minified: bytes.length,
    gzipped: gzipSync(bytes, { level: 9 }).length,
  };
}
