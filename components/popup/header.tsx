import { Lock, PanelsTopLeft, RefreshCw, Settings } from 'lucide';
import { t } from '../../lib/text/i18n';
import { IconButton } from '../icon-button';
import { Mark } from '../mark';

type Props = {
  readonly refreshing: boolean;
  /** False while there is nothing to check. */
  readonly canRefresh: boolean;
  /** There is a passphrase that would be asked for. */
  readonly canLock: boolean;
  readonly onRefresh: () => void;
  readonly onLock: () => void;
  /** Null where the page is the dashboard itself. */
  readonly onOpenDashboard: (() => void) | null;
  readonly onOpenOptions: () => void;
};

export function Header(props: Props) {
  return (
    <header class="header">
      <Mark />
      <span class="brand">{t('popup.title')}</span>
      {props.canRefresh && (
        <IconButton
          icon={RefreshCw}
          label={props.refreshing ? t('popup.refreshing') : t('popup.refresh')}
          class={props.refreshing ? 'spinning' : ''}
          busy={props.refreshing}
          onClick={props.onRefresh}
        />
      )}
      {props.canLock && <IconButton icon={Lock} label={t('lock.now')} onClick={props.onLock} />}
      {props.onOpenDashboard !== null && (
        <IconButton icon={PanelsTopLeft} label={t('popup.openDashboard')} onClick={props.onOpenDashboard} />
      )}
      <IconButton icon={Settings} label={t('popup.openOptions')} onClick={props.onOpenOptions} />
    </header>
  );
}
