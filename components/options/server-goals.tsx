import { useRef, useState } from 'preact/hooks';
import type { Overview, ServerRow } from '../../lib/fleet/types';
import type { Settings } from '../../lib/model/settings';
import { formatAgeLong } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { SavingNote, useSaving } from './saving';
import type { ChangeSettings } from './use-settings';

type Props = {
  readonly overview: Overview;
  readonly goalsMs: Settings['serverGoalsMs'];
  readonly onChange: ChangeSettings;
};

/** The servers that were given a goal of their own in the list, each with a way back to the usual one. */
export function ServerGoals({ overview, goalsMs, onChange }: Props) {
  const [removed, setRemoved] = useState<{ key: string; server: string } | null>(null);
  const saving = useSaving();
  const heading = useRef<HTMLHeadingElement>(null);
  const rows = [...overview.rows, ...overview.gone];
  const goals = Object.entries(goalsMs).map(([key, goalMs]) => ({
    key,
    goalMs,
    ...namesOf(
      key,
      rows.find((row) => row.key === key),
    ),
  }));

  const remove = (key: string, server: string) => {
    const { [key]: _, ...others } = goalsMs;
    setRemoved({ key, server });
    // The button goes with its row.
    heading.current?.focus();
    void saving.track(onChange({ serverGoalsMs: others }));
  };

  if (goals.length === 0 && removed === null) return null;
  return (
    <div class="server-goals">
      <div class="section-head">
        <h3 ref={heading} tabIndex={-1}>
          {t('options.goals.servers')}
        </h3>
        <SavingNote saving={saving} />
      </div>
      <ul>
        {goals.map(({ key, goalMs, server, account }) => (
          <li key={key}>
            <span class="clip" title={server}>
              <bdi>{server}</bdi> <span class="muted">{account}</span>
            </span>
            <span>{formatAgeLong(goalMs)}</span>
            <button
              type="button"
              class="button"
              aria-label={t('options.goals.servers.removeNamed', { server: named(server) })}
              onClick={() => remove(key, server)}
            >
              {t('options.goals.servers.remove')}
            </button>
          </li>
        ))}
      </ul>
      <p class="muted" role="status">
        {removed !== null &&
          !(removed.key in goalsMs) &&
          t('options.goals.servers.removed', { server: named(removed.server) })}
      </p>
    </div>
  );
}

/** A server that no account lists is known by its key alone. */
function namesOf(key: string, row: ServerRow | undefined): { server: string; account: string } {
  return row === undefined
    ? { server: key, account: '' }
    : { server: row.stored.server.name, account: row.account.label };
}
