import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Scheme } from './walk';

/** The pictures of the README: which scene each is of. */
export const docs: readonly { readonly file: string; readonly scene: string; readonly scheme: Scheme }[] = [
  { file: 'popup-light', scene: 'popup-fleet', scheme: 'light' },
  { file: 'popup-dark', scene: 'popup-fleet', scheme: 'dark' },
  { file: 'back-up-now', scene: 'popup-create', scheme: 'light' },
  { file: 'backups', scene: 'popup-unfolded', scheme: 'light' },
  { file: 'panel', scene: 'panel-list', scheme: 'light' },
  { file: 'dashboard', scene: 'dashboard-servers', scheme: 'light' },
  { file: 'restore', scene: 'confirm-restore', scheme: 'light' },
];

/** Makes a picture a fraction of its size where the tool for it is installed; otherwise it stays as it is. */
export function shrink(file: string): void {
  const tool = ['/usr/bin/pngquant', '/usr/local/bin/pngquant', '/opt/homebrew/bin/pngquant'].find(
    existsSync,
  );
  if (tool === undefined) return;
  execFileSync(tool, ['--force', '--skip-if-larger', '--output', file, '128', file]);
}
