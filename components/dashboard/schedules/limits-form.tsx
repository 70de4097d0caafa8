import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { limitOf, settingsConsequences } from '../../../lib/fleet/schedules/consequences';
import { mayCostBackups } from '../../../lib/fleet/schedules/costly';
import { whole } from '../../../lib/fleet/schedules/draft';
import type { ServerRow } from '../../../lib/fleet/types';
import type { BackupSettingsChange } from '../../../lib/model/backup';
import type { ServerReading } from '../../../lib/model/server';
import { number } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { describedBy } from '../../setting';
import { Consequences } from './consequences';
import { FormField } from './form-field';
import { FormButtons } from './schedule-form';
import type { Change } from './use-change';

type Props = {
  readonly row: ServerRow;
  readonly reading: ServerReading;
  readonly change: Change;
  readonly onClose: () => void;
  readonly failure: ComponentChildren;
};

/** How many backups a server may have in all, and what gives way when they are there. */
export function LimitsEditor({ row, reading, change, onClose, failure }: Props) {
  const id = useId();
  const first = useRef<HTMLInputElement>(null);
  const present = limitOf(reading);
  const evicts = reading.settings === null ? null : reading.settings.autoDeleteOldest;
  const [total, setTotal] = useState(present === null ? '' : String(present));
  const [rule, setRule] = useState(ruleOf(evicts));
  const [problem, setProblem] = useState<string | null>(null);
  const limit = total.trim() === '' && present === null ? null : whole(total, 1, Number.MAX_SAFE_INTEGER);
  const asked = typeof limit === 'string' ? null : changeOf(limit, rule, present, evicts);
  const task = asked === null || isEmpty(asked) ? null : ({ kind: 'changeSettings', change: asked } as const);
  useEffect(() => first.current?.focus(), []);

  const save = async () => {
    if (typeof limit === 'string') return setProblem(t('schedules.problem.limit'));
    if (task === null) return setProblem(t('schedules.problem.nothing'));
    if (await change.ask(task)) onClose();
  };
  const totalHelp = helpOf(reading, present);
  const ruleHelp = evicts === null ? t('schedules.limits.evict.unknown') : undefined;
  return (
    <form
      class="schedule-form"
      aria-label={t('schedules.limits')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.sending) void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    >
      <div class="schedule-fields">
        <FormField id={`${id}-total`} label={t('schedules.limits.total')} help={totalHelp} problem={problem}>
          <input
            ref={first}
            id={`${id}-total`}
            class="input number"
            inputMode="numeric"
            autocomplete="off"
            value={total}
            aria-invalid={problem !== null}
            aria-describedby={describedBy(`${id}-total`, totalHelp, problem)}
            onInput={(event) => {
              setTotal(event.currentTarget.value);
              setProblem(null);
            }}
          />
        </FormField>
        <FormField id={`${id}-rule`} label={t('schedules.limits.evict')} help={ruleHelp} problem={null}>
          <select
            id={`${id}-rule`}
            value={rule}
            aria-describedby={describedBy(`${id}-rule`, ruleHelp)}
            onChange={(event) => {
              setRule(event.currentTarget.value);
              setProblem(null);
            }}
          >
            {evicts === null && <option value="">{t('schedules.limits.evict.choose')}</option>}
            <option value="on">{t('schedules.limits.evict.on')}</option>
            <option value="off">{t('schedules.limits.evict.off')}</option>
          </select>
        </FormField>
      </div>
      <Consequences
        row={row}
        consequences={task === null ? [] : settingsConsequences(task.change, reading, row.providerNow)}
      />
      {failure}
      <FormButtons
        row={row}
        sending={change.sending}
        asks={task !== null && mayCostBackups(task, reading)}
        onClose={onClose}
      />
    </form>
  );
}

function ruleOf(evicts: boolean | null): string {
  if (evicts === null) return '';
  return evicts ? 'on' : 'off';
}

/** Only what differs from what is set, as far as that is stated. */
function changeOf(
  limit: number | null,
  rule: string,
  present: number | null,
  evicts: boolean | null,
): BackupSettingsChange {
  return {
    ...(limit === null || limit === present ? {} : { totalLimit: limit }),
    ...(rule === ruleOf(evicts) ? {} : { autoDeleteOldest: rule === 'on' }),
  };
}

function isEmpty(change: BackupSettingsChange): boolean {
  return change.totalLimit === undefined && change.autoDeleteOldest === undefined;
}

function helpOf({ quota }: ServerReading, present: number | null): string {
  return present === null || quota.used === null
    ? t('schedules.limits.total.unknown')
    : t('schedules.limits.total.help', { used: number(quota.used), limit: number(present) });
}
