import type { Capability, ProviderId } from '../model/account';
import { hostup } from './hostup/api';
import type { Provider } from './provider';
import { vpsbg } from './vpsbg/api';
import { vpsorg } from './vpsorg/api';

/** Every provider, in the order in which they are offered. */
export const providers: readonly Provider[] = [hostup, vpsbg, vpsorg];

/** The provider with this id; throws on an id that none has (a programming error: ids are parsed at the door). */
export function providerOf(id: ProviderId): Provider {
  const provider = providers.find((candidate) => candidate.id === id);
  if (!provider) throw new Error(`no provider has the id ${id}`);
  return provider;
}

/** What the provider's API lets Lastgood do, whatever a key may do. */
export function capabilitiesOf(provider: Provider): Capability[] {
  const offered: readonly (readonly [Capability, unknown])[] = [
    ['create', provider.createBackup],
    ['delete', provider.deleteBackup],
    ['restore', provider.restoreBackup],
    ['restoreFrom', provider.restoreFromServer],
    ['schedule', provider.saveSchedule],
  ];
  return offered.flatMap(([capability, call]) => (call === undefined ? [] : [capability]));
}
