import { providerInfo } from '../../../lib/providers/origins';
import { hosts, type SimProvider } from '../types';

const providers: readonly SimProvider[] = ['hostup', 'vpsbg', 'vpsorg'];

/** Where each provider's web panel is; two of them share a host with their API. */
export const panelHosts: readonly string[] = providers.map(panelHostOf);

function panelHostOf(provider: SimProvider): string {
  return new URL(providerInfo(provider).panelOrigin).hostname;
}

/** Whose web panel an address belongs to: null for everything else, the APIs among it. */
export function panelOf(url: URL): SimProvider | null {
  const provider = providers.find((candidate) => panelHostOf(candidate) === url.hostname) ?? null;
  const isApi = provider !== null && url.hostname === hosts[provider] && /^\/api(\/|$)/.test(url.pathname);
  return isApi ? null : provider;
}

/**
 * Whether a request comes from a person's tab: a navigation, a form, or what a page of the panel itself loads. An
 * extension's own call has none of these marks, and no page carries a key.
 */
export function isVisit(request: Request): boolean {
  const { headers } = request;
  if (headers.has('authorization') || headers.has('x-api-key')) return false;
  if (!['GET', 'HEAD', 'POST'].includes(request.method)) return false;
  const origin = headers.get('origin');
  if (origin !== null && origin !== 'null' && new URL(origin).host !== new URL(request.url).host)
    return false;
  const destination = headers.get('sec-fetch-dest');
  if (destination === null) return /text\/html/.test(headers.get('accept') ?? '');
  return destination !== 'empty' || headers.get('sec-fetch-site') === 'same-origin';
}
