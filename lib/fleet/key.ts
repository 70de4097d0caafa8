import type { ProviderId, ServerId } from '../model/account';

/** What names a server across accounts: one that two keys reach is one server. */
export function keyOf(provider: ProviderId, serverId: ServerId): string {
  return `${provider}/${serverId}`;
}
