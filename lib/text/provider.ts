import type { ProviderId } from '../model/account';
import { type MessageKey, t } from './i18n';

const SUBJECTS = ['keyHelp', 'keyScopes'] as const;
export type ProviderSubject = (typeof SUBJECTS)[number];

/** What the catalogue says of one provider; a test holds that every provider has each text. */
export function providerText(id: ProviderId, subject: ProviderSubject): string {
  return t(`provider.${id}.${subject}` as MessageKey);
}

/** What the n-th of the rights that a key may have at a provider is good for; counted from 1. */
export function providerRight(id: ProviderId, nth: number): string {
  return t(`provider.${id}.right${nth}` as MessageKey);
}
