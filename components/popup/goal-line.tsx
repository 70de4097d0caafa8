import { useRef, useState } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import { settingsBounds } from '../../lib/model/settings';
import type { Trouble } from '../../lib/model/trouble';
import { formatAge } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named, troubleSentence } from '../../lib/text/trouble';
import { DurationField } from '../duration-field';
import type { PopupActions } from './actions';

type Props = {
  readonly row: ServerRow;
  /** A person set this server's own goal. */
  readonly own: boolean;
  readonly actions: PopupActions;
  readonly announce: (sentence: string) => void;
};

/** "Goal 24 h · Change": the restore age that is accepted for this server, and the form that sets it. */
export function GoalLine({ row, own, actions, announce }: Props) {
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<Trouble | null>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const server = named(row.stored.server.name);
  const close = () => {
    setOpen(false);
    toggle.current?.focus();
  };
  const set = async (goalMs: number | null) => {
    const result = await actions.setGoal(row.key, goalMs);
    setFailure(result.ok ? null : result.trouble);
    if (!result.ok) return;
    announce(
      goalMs === null ? t('goal.reset', { server }) : t('goal.set', { server, age: formatAge(goalMs) }),
    );
    if (goalMs === null) close();
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <div class="goal-line">
      <p>
        {t(own ? 'goal.own' : 'goal', { age: formatAge(row.goalMs) })}
        {' · '}
        <button
          ref={toggle}
          type="button"
          class="link"
          aria-expanded={open}
          aria-label={t('goal.change.named', { server })}
          onKeyDown={closeOnEscape}
          onClick={() => setOpen(!open)}
        >
          {t('goal.change')}
        </button>
      </p>
      {open && (
        <fieldset class="goal-form" aria-label={t('goal.field', { server })} onKeyDown={closeOnEscape}>
          <DurationField
            label={t('goal.field', { server })}
            valueMs={row.goalMs}
            bounds={settingsBounds.goalMs}
            onChange={(goalMs) => void set(goalMs)}
          />
          {own && (
            <button type="button" class="button" onClick={() => void set(null)}>
              {t('goal.asAccount')}
            </button>
          )}
          <button type="button" class="button" onClick={close}>
            {t('create.close')}
          </button>
        </fieldset>
      )}
      {failure !== null && (
        <p class="failure" role="alert">
          {troubleSentence(failure, { account: row.account.label, provider: row.providerName })}
        </p>
      )}
    </div>
  );
}
