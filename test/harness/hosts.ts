import { providerInfos } from '../../lib/providers/origins';

/** The hosts that the simulator answers for: every provider's API and panel, each once. */
export const simulatedHosts: readonly string[] = [
  ...new Set(
    providerInfos.flatMap((info) => [new URL(info.apiOrigin).hostname, new URL(info.panelOrigin).hostname]),
  ),
];
