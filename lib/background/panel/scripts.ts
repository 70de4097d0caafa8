import pLimit from 'p-limit';
import type { ProviderId } from '../../model/account';
import { panelPattern, providerInfos } from '../../providers/origins';
import type { Environment } from '../environment';

/** A provider's panel in which the content script is to run. */
export type PanelScript = { readonly provider: ProviderId; readonly pattern: string };

/**
 * Gives what registers the content script for the panels of providers that have an account, that a person did not
 * switch off, and that the browser lets us into, and unregisters the others. Says the same as often as it is called.
 */
export function createPanelSync(env: Environment): () => Promise<void> {
  // The browser refuses to register or to drop twice: an account that goes tells of its lost permission meanwhile.
  const oneByOne = pLimit(1);
  return () => oneByOne(() => syncPanelScripts(env));
}

async function syncPanelScripts(env: Environment): Promise<void> {
  const { panelsOff } = await env.store.settings();
  const used = new Set((await env.store.accounts()).map(({ provider }) => provider));
  const wanted: PanelScript[] = [];
  for (const info of providerInfos) {
    if (!used.has(info.id) || panelsOff.includes(info.id)) continue;
    const pattern = panelPattern(info);
    if (await env.platform.hasOrigin(pattern)) wanted.push({ provider: info.id, pattern });
  }
  await env.platform.runPanelScripts(wanted);
}
