import { useRef } from 'preact/hooks';
import type { Overview } from '../../lib/fleet/types';
import { defaultSettings, type Settings, settingsBounds } from '../../lib/model/settings';
import { HOUR_MS, MINUTE_MS } from '../../lib/model/time';
import { formatAgeLong } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { DurationSetting } from './duration-setting';
import { PercentSetting } from './percent-setting';
import { SavingNote, useSaving } from './saving';
import { SelectSetting } from './select-setting';
import { ServerGoals } from './server-goals';
import type { ChangeSettings } from './use-settings';

type Props = {
  readonly overview: Overview;
  readonly settings: Settings;
  readonly onChange: ChangeSettings;
};

/** What "Reset to defaults" resets. Goals of single accounts and servers are decisions of their own. */
const FIELDS = ['goalMs', 'graceMs', 'refreshEveryMs', 'nearPercent', 'expiringWithinMs'] as const;

const REFRESHES: readonly number[] = [
  ...[5, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 3, 6, 12, 24].map((hours) => hours * HOUR_MS),
];

/** How old a backup may be, how often that is looked at, and from when on something is worth a word. */
export function Goals({ overview, settings, onChange }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const saving = useSaving();
  const isDefault = FIELDS.every((field) => settings[field] === defaultSettings[field]);
  const reset = () => {
    const defaults = FIELDS.map((field) => [field, defaultSettings[field]] as const);
    void saving.track(onChange(Object.fromEntries(defaults)));
    // The button goes once the defaults hold.
    heading.current?.focus();
  };
  return (
    <section class="panel settings" aria-labelledby="goals-title">
      <div class="section-head">
        <h2 id="goals-title" ref={heading} tabIndex={-1}>
          {t('options.goals')}
        </h2>
        <SavingNote saving={saving} />
        {!isDefault && (
          <button type="button" class="button" onClick={reset}>
            {t('options.goals.reset')}
          </button>
        )}
      </div>
      <DurationSetting
        label={t('options.goals.goal')}
        help={t('options.goals.goal.help')}
        valueMs={settings.goalMs}
        bounds={settingsBounds.goalMs}
        onSave={(goalMs) => onChange({ goalMs })}
      />
      <DurationSetting
        label={t('options.goals.grace')}
        help={t('options.goals.grace.help')}
        valueMs={settings.graceMs}
        bounds={settingsBounds.graceMs}
        onSave={(graceMs) => onChange({ graceMs })}
      />
      <SelectSetting
        label={t('options.goals.refresh')}
        help={t('options.goals.refresh.help')}
        value={String(settings.refreshEveryMs)}
        options={refreshesWith(settings.refreshEveryMs)}
        onChoose={(value) => onChange({ refreshEveryMs: Number(value) })}
      />
      <PercentSetting
        label={t('options.goals.near')}
        help={t('options.goals.near.help')}
        value={settings.nearPercent}
        bounds={settingsBounds.nearPercent}
        onSave={(nearPercent) => onChange({ nearPercent })}
      />
      <DurationSetting
        label={t('options.goals.expiring')}
        help={t('options.goals.expiring.help')}
        valueMs={settings.expiringWithinMs}
        bounds={settingsBounds.expiringWithinMs}
        onSave={(expiringWithinMs) => onChange({ expiringWithinMs })}
      />
      <ServerGoals overview={overview} goalsMs={settings.serverGoalsMs} onChange={onChange} />
    </section>
  );
}

/** The intervals that can be chosen, with the present one where an imported file set another. */
function refreshesWith(presentMs: number) {
  return [...new Set([...REFRESHES, presentMs])]
    .sort((a, b) => a - b)
    .map((everyMs) => ({
      value: String(everyMs),
      text: t('options.goals.refresh.every', { span: formatAgeLong(everyMs) }),
    }));
}
