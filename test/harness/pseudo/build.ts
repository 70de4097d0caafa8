import type { BrowserKind } from '../find-browsers';
import { check } from '../suites';

/** A build of the product in which two languages are ones that do not exist. */
export type BuiltPseudo = {
  readonly folder: string;
  /** The languages whose places they take. */
  readonly longer: 'sv';
  readonly mirrored: 'bg';
};

const CONFIG = 'test/harness/pseudo/wxt.config.ts';
const FOLDER = new URL('../../../out/pseudo/', import.meta.url).pathname;

/** Builds it anew; throws where that fails. */
export async function buildPseudo(kind: BrowserKind): Promise<BuiltPseudo> {
  const target = kind === 'firefox' ? (['firefox', '--mv3'] as const) : (['chrome'] as const);
  const { failed } = await check(['wxt', 'build', '-b', ...target, '-c', CONFIG]);
  if (failed > 0)
    throw new Error('The build with languages that do not exist failed; the lines above say why.');
  return { folder: `${FOLDER}${target[0]}-mv3`, longer: 'sv', mirrored: 'bg' };
}
