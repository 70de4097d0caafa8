import type { Trouble } from '../model/trouble';
import { t } from './i18n';

/** One sentence on why nothing came of locking, unlocking or a change of the passphrase. Plain text. */
export function lockSentence(trouble: Trouble): string {
  switch (trouble.kind) {
    case 'wrongPassphrase':
    case 'locked':
      return t(`trouble.${trouble.kind}`);
    case 'keyDamaged':
      return t('lock.damaged');
    case 'noBackground':
      return t('lock.noBackground');
    default:
      return t('lock.failed', { where: trouble.kind === 'internal' ? trouble.where : trouble.kind });
  }
}
