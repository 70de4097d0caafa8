import type { ComponentChildren } from 'preact';
import { isMendedInOptions } from '../../lib/fleet/findings/action';
import type { DeleteRefusal, MakeRoom, RestoreRefusal } from '../../lib/fleet/impact/types';
import type { ServerRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';
import { type Asked, refusalSentence } from '../../lib/text/impact';
import type { ConfirmActions } from './actions';
import { Buttons, PanelLink } from './parts';

type Refusal = RestoreRefusal | DeleteRefusal | NonNullable<MakeRoom['refusal']>;

type Props = {
  readonly refusal: Refusal;
  readonly asked: Asked;
  readonly row: ServerRow;
  readonly actions: ConfirmActions;
  readonly onAgain: () => void;
  /** What else leads to the same end. */
  readonly children?: ComponentChildren;
};

/** What leads on from a refusal: where it is mended. */
const ways: Readonly<Record<Refusal['kind'], 'panel' | 'options' | 'again' | 'server' | 'none'>> = {
  notOffered: 'panel',
  unavailable: 'again',
  readOnlyKey: 'options',
  unread: 'again',
  serverGone: 'panel',
  running: 'again',
  locked: 'again',
  gateClosed: 'panel',
  closedWithRoom: 'panel',
  gone: 'server',
  notComplete: 'again',
  expired: 'server',
  olderList: 'panel',
  diskTooSmall: 'panel',
  protected: 'panel',
  needsNumber: 'options',
  noLimit: 'none',
  nothingMayGo: 'panel',
};

/** Why nothing can be confirmed, and the way on. */
export function RefusalView({ refusal, asked, row, actions, onAgain, children }: Props) {
  const isInOptions = refusal.kind === 'unavailable' && isMendedInOptions(refusal.trouble);
  const way = isInOptions ? 'options' : ways[refusal.kind];
  return (
    <>
      <p class="warning" role="status">
        {refusalSentence(refusal, asked, row)}
      </p>
      {children}
      <Buttons over onClose={actions.close}>
        {refusal.kind === 'nothingMayGo' &&
          row.stored.reading !== null &&
          row.stored.reading.schedules.length > 0 && (
            <button type="button" class="button" onClick={() => actions.openSchedules(row.key)}>
              {t('confirm.toSchedules')}
            </button>
          )}
        {way === 'panel' && <PanelLink row={row} />}
        {way === 'options' && (
          <button type="button" class="button" onClick={actions.openOptions}>
            {t('create.toOptions')}
          </button>
        )}
        {way === 'server' && (
          <button type="button" class="button" onClick={() => actions.openServer(row.key)}>
            {t('confirm.toBackups')}
          </button>
        )}
        {way === 'again' && (
          <button type="button" class="button" onClick={onAgain}>
            {t('confirm.examine.again')}
          </button>
        )}
      </Buttons>
    </>
  );
}
