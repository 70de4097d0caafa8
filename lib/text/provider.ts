import type { ProviderId } from '../model/account';
import { type MessageKey, t } from './i18n';

const SUBJECTS = ['keyHelp', 'keyScopes'] as const;
export type ProviderSubject = (typeof SUBJECTS)[number];

/** What the catalogue says of one provider; a test holds that every provider has each text. */
export function providerText(id: ProviderId, subject: ProviderSubject): string {
  return t(`provider.${id}.${subject}` as MessageKey);
}
