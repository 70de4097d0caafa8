import type { ProviderId } from '../model/account';

/** What everyone may know of a provider: plain data, also the source of the manifest's optional hosts and the CSP. */
export type ProviderInfo = {
  readonly id: ProviderId;
  readonly name: string;
  /** The only origin its calls go to, without a trailing slash. */
  readonly apiOrigin: string;
  /** The origin of the provider's own web panel. */
  readonly panelOrigin: string;
  /** Where a person makes an API key. */
  readonly keysUrl: string;
  /**
   * What may be ticked for a key, in the provider's own words, null where its documents name it by none; the first is
   * enough to watch. The catalogue says what each is good for: `provider.<id>.right1` and on.
   */
  readonly keyRights: readonly (string | null)[];
  /** The provider's reference of its API. */
  readonly docsUrl: string;
  /** Whether servers may carry a second, older id that the user can type in. */
  readonly hasLegacyIds: boolean;
  /** Whether its API lists schedules at all: only then does an empty list mean that there is none. */
  readonly tellsSchedules: boolean;
  /** What its reference says becomes of a server while its disk is overwritten: with its own backup, with another's. */
  readonly whileRestoring: { readonly inPlace: WhileRestoring; readonly fromServer: WhileRestoring };
  /** Whether it sells a new server made of a backup: that costs money, so only its panel does it. */
  readonly sellsNewFromBackup: boolean;
};

/** `stopsResetsNetwork`: it is stopped, its disk replaced, and its network configuration applied anew. */
export type WhileRestoring = 'notStated' | 'stopsResetsNetwork';

export const providerInfos: readonly ProviderInfo[] = [
  {
    id: 'hostup',
    name: 'HostUp',
    apiOrigin: 'https://cloud.hostup.se',
    panelOrigin: 'https://cloud.hostup.se',
    keysUrl: 'https://cloud.hostup.se/api-management',
    keyRights: ['read:vm', 'backup:vm', 'write:vm'],
    docsUrl: 'https://developer.hostup.se/',
    hasLegacyIds: true,
    tellsSchedules: true,
    // reference: POST /api/v2/vps/{id}/backups/actions/restore-from-vps; the page of a restore in place says nothing of it.
    whileRestoring: { inPlace: 'notStated', fromServer: 'stopsResetsNetwork' },
    sellsNewFromBackup: true,
  },
  {
    id: 'vpsbg',
    name: 'VPSBG',
    apiOrigin: 'https://api.vpsbg.eu',
    panelOrigin: 'https://secure.vpsbg.eu',
    keysUrl: 'https://secure.vpsbg.eu/',
    keyRights: ['Read', 'Write'],
    docsUrl: 'https://dev.vpsbg.eu/',
    hasLegacyIds: false,
    tellsSchedules: false,
    whileRestoring: { inPlace: 'notStated', fromServer: 'notStated' },
    sellsNewFromBackup: false,
  },
  {
    id: 'vpsorg',
    name: 'VPS.org',
    apiOrigin: 'https://admin.vps.org',
    panelOrigin: 'https://admin.vps.org',
    keysUrl: 'https://admin.vps.org/',
    keyRights: [null, null],
    docsUrl: 'https://www.vps.org/api/v1/docs/backups/',
    hasLegacyIds: false,
    tellsSchedules: false,
    whileRestoring: { inPlace: 'notStated', fromServer: 'notStated' },
    sellsNewFromBackup: false,
  },
];

/** The entry of a provider; throws on an id that no provider has (a programming error: ids are parsed at the door). */
export function providerInfo(id: ProviderId): ProviderInfo {
  const info = providerInfos.find((entry) => entry.id === id);
  if (!info) throw new Error(`no provider has the id ${id}`);
  return info;
}

/** The host permission (a match pattern) that calls to this provider need. */
export function originPattern(info: ProviderInfo): string {
  return `${info.apiOrigin}/*`;
}

/** The match pattern of the provider's own panel: where its content script runs, once the browser allows it. */
export function panelPattern(info: ProviderInfo): string {
  return `${info.panelOrigin}/*`;
}

/** Every origin that the extension may ever ask for, each once. */
export function optionalOrigins(): readonly string[] {
  return [...new Set(providerInfos.flatMap((info) => [originPattern(info), panelPattern(info)]))];
}

/**
 * The CSP of the extension's own pages and worker: nothing is loaded from elsewhere, calls go to the providers only, and
 * no text becomes markup or code, not even through a policy of trusted types.
 */
export function contentSecurityPolicy(): string {
  const connect = providerInfos.map((info) => info.apiOrigin).join(' ');
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src ${connect}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
