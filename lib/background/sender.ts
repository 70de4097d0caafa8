import type { ProviderId } from '../model/account';
import { providerInfos } from '../providers/origins';

/**
 * Who is speaking, as far as the browser vouches for it. `panel`: our content script in the top frame of a provider's
 * own panel, which sees and starts little; a `stranger` gets no answer.
 */
export type Sender =
  | { readonly kind: 'ownPage' }
  | { readonly kind: 'panel'; readonly provider: ProviderId }
  | { readonly kind: 'stranger' };

type RawSender = {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
};

/**
 * Classes a sender by its origin, as the browser states it: an own page's is the extension's, a panel's is one of the
 * providers'. Which provider that is never comes from the message.
 */
export function classify(sender: RawSender, own: { readonly id: string; readonly origin: string }): Sender {
  if (sender.id !== own.id) return { kind: 'stranger' };
  const origin = originOf(sender);
  if (origin === own.origin) return { kind: 'ownPage' };
  const info = providerInfos.find(({ panelOrigin }) => panelOrigin === origin);
  return info && sender.frameId === 0 ? { kind: 'panel', provider: info.id } : { kind: 'stranger' };
}

function originOf(sender: RawSender): string | null {
  if (sender.origin !== undefined) return sender.origin;
  // Firefox before 126 states no origin; the origin of an extension's URL is opaque to `URL.origin` there.
  if (sender.url === undefined || !URL.canParse(sender.url)) return null;
  const url = new URL(sender.url);
  return `${url.protocol}//${url.host}`;
}
