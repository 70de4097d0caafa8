import type { ProviderId } from '../model/account';
import { providerInfos } from '../providers/origins';

/**
 * Who is speaking, as far as the browser vouches for it. Of the own pages the one that asks before anything is
 * destroyed is told from the others. `panel`: our content script in the top frame of a provider's
 * own panel, which sees and starts little; a `stranger` gets no answer.
 */
export type Sender =
  | { readonly kind: 'ownPage'; readonly page: OwnPage }
  | { readonly kind: 'panel'; readonly provider: ProviderId }
  | { readonly kind: 'stranger' };

export type OwnPage = 'confirm' | 'other';

const CONFIRM_PATH = '/confirm.html';

type RawSender = {
  readonly id?: string | undefined;
  readonly origin?: string | undefined;
  readonly url?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?: { readonly id?: number | undefined } | undefined;
};

/**
 * Classes a sender by its origin, as the browser states it (every browser that this extension runs in does): an own
 * page's is the extension's, a panel's is one of the providers', from the top frame of a tab. Which provider that is
 * never comes from the message. An address is no origin: that of a sandboxed page names one that it does not have. Among
 * the pages of an origin that is ours, it tells one from the other.
 */
export function classify(sender: RawSender, own: { readonly id: string; readonly origin: string }): Sender {
  if (sender.id !== own.id) return { kind: 'stranger' };
  if (sender.origin === own.origin) return { kind: 'ownPage', page: pageOf(sender.url, own.origin) };
  const info = providerInfos.find(({ panelOrigin }) => panelOrigin === sender.origin);
  const isTopOfTab = sender.frameId === 0 && sender.tab !== undefined && sender.tab.id !== undefined;
  return info && isTopOfTab ? { kind: 'panel', provider: info.id } : { kind: 'stranger' };
}

function pageOf(address: string | undefined, origin: string): OwnPage {
  const url = address !== undefined && URL.canParse(address) ? new URL(address) : null;
  const isConfirm =
    url !== null && `${url.protocol}//${url.host}` === origin && url.pathname === CONFIRM_PATH;
  return isConfirm ? 'confirm' : 'other';
}
