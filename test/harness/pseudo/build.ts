import type { BrowserKind } from '../find-browsers';
import { check } from '../suites';
import { type Catalogues, catalogues } from '../tour/words';
import { pseudo } from './catalogue';

/** A build of the product in which two languages are ones that do not exist. */
export type BuiltPseudo = {
  readonly folder: string;
  /** The languages whose places they take. */
  readonly longer: 'sv';
  readonly mirrored: 'bg';
  readonly words: Catalogues;
};

const CONFIG = 'test/harness/pseudo/wxt.config.ts';
const words: Catalogues = {
  en: catalogues.en,
  sv: pseudo(catalogues.en, 'longer'),
  bg: pseudo(catalogues.en, 'mirrored'),
};
const FOLDER = new URL('../../../out/pseudo/', import.meta.url).pathname;

/** Builds it anew; throws where that fails. */
export async function buildPseudo(kind: BrowserKind): Promise<BuiltPseudo> {
  const target = kind === 'firefox' ? (['firefox', '--mv3'] as const) : (['chrome'] as const);
  const { failed } = await check(['wxt', 'build', '-b', ...target, '-c', CONFIG]);
  if (failed > 0)
    throw new Error('The build with languages that do not exist failed; the lines above say why.');
  return { folder: `${FOLDER}${target[0]}-mv3`, longer: 'sv', mirrored: 'bg', words };
}
