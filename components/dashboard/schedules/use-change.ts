import { useEffect, useRef, useState } from 'preact/hooks';
import { mayCostBackups, type ScheduleTask } from '../../../lib/fleet/schedules/costly';
import type { ServerRow } from '../../../lib/fleet/types';
import type { Trouble } from '../../../lib/model/trouble';
import { t } from '../../../lib/text/i18n';
import { named } from '../../../lib/text/trouble';
import type { DashboardActions } from '../actions';

export type Change = {
  readonly sending: boolean;
  /** What the last try met; null where it met nothing. */
  readonly failure: Trouble | null;
  /** True where it was sent, or is asked on the page that asks. */
  readonly ask: (task: ScheduleTask) => Promise<boolean>;
};

/** Changes a server's schedules: at once where that costs nothing, otherwise the page that asks does. */
export function useChange(
  row: ServerRow,
  actions: DashboardActions,
  announce: (sentence: string) => void,
): Change {
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<Trouble | null>(null);
  const standing = useRef(true);
  useEffect(
    () => () => {
      standing.current = false;
    },
    [],
  );

  async function ask(task: ScheduleTask): Promise<boolean> {
    if (task.kind === 'deleteSchedule' || mayCostBackups(task, row.stored.reading)) {
      await actions.confirm({ kind: 'schedule', key: row.key, task });
      return true;
    }
    setSending(true);
    setFailure(null);
    const result = await actions.changeSchedule(row, task);
    if (result.ok) {
      const values = { server: named(row.stored.server.name), provider: row.providerName };
      announce(
        task.kind === 'saveSchedule' ? t('schedules.saved', values) : t('schedules.limitsSaved', values),
      );
    }
    if (!standing.current) return result.ok;
    setSending(false);
    setFailure(result.ok ? null : result.trouble);
    return result.ok;
  }

  return { sending, failure, ask };
}
