import { t } from '../../lib/text/i18n';
import { Mark } from '../mark';
import type { LockActions } from './actions';
import { Forgotten } from './forgotten';
import { UnlockForm } from './unlock-form';

type Props = {
  /** Operations under way that nobody follows meanwhile. */
  readonly unfollowed: number;
  readonly actions: LockActions;
};

/** Stands in the place of every page while Lastgood is locked. */
export function Locked({ unfollowed, actions }: Props) {
  return (
    <main class="locked">
      <h1>
        <Mark size={24} /> {t('lock.title')}
      </h1>
      <p>{t('lock.text')}</p>
      {unfollowed > 0 && <p class="warning">{t('lock.unfollowed', { count: unfollowed })}</p>}
      <UnlockForm onUnlock={actions.unlock} />
      <Forgotten onForget={actions.forgetPassphrase} />
    </main>
  );
}
