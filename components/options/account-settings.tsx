import { usualGoalFor } from '../../lib/fleet/goal';
import type { Account } from '../../lib/model/account';
import type { Server } from '../../lib/model/server';
import { type Settings, settingsBounds } from '../../lib/model/settings';
import { formatAgeLong } from '../../lib/text/format';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { DurationSetting } from './duration-setting';
import { SelectSetting } from './select-setting';
import { SwitchSetting } from './switch-setting';
import type { ChangeSettings } from './use-settings';

type Props = {
  readonly account: Account;
  readonly servers: readonly Server[];
  readonly settings: Settings;
  readonly onChange: ChangeSettings;
};

/** What one account has of its own: a goal, and whether it is spoken of. */
export function AccountSettings({ account, servers, settings, onChange }: Props) {
  const { accountGoalsMs, mutedAccounts } = settings;
  const ownMs = accountGoalsMs[account.id];
  const isMuted = mutedAccounts.includes(account.id);
  const names = { account: named(account.label) };

  const setGoal = (goalMs: number | null) => {
    const { [account.id]: _, ...others } = accountGoalsMs;
    return onChange({ accountGoalsMs: goalMs === null ? others : { ...others, [account.id]: goalMs } });
  };
  const usualMs = servers.map((server) => usualGoalFor(server, settings));
  // The longest of the goals that hold now: its own goal begins without raising an alarm.
  const firstMs = () => Math.max(settings.goalMs, ...usualMs);

  return (
    <div class="account-settings">
      <SelectSetting
        label={t('options.account.goal.named', names)}
        shortLabel={t('options.account.goal')}
        value={ownMs === undefined ? 'fleet' : 'own'}
        options={[
          { value: 'fleet', text: fleetWords(usualMs.length === 0 ? [settings.goalMs] : usualMs) },
          { value: 'own', text: t('options.account.goal.own') },
        ]}
        onChoose={(value) => setGoal(value === 'own' ? firstMs() : null)}
      />
      {ownMs !== undefined && (
        <DurationSetting
          label={t('options.account.goal.lengthNamed', names)}
          shortLabel={t('options.account.goal.length')}
          help={t('options.account.goal.help')}
          valueMs={ownMs}
          bounds={settingsBounds.goalMs}
          onSave={setGoal}
        />
      )}
      <SwitchSetting
        label={t('options.account.tell.named', names)}
        shortLabel={t('options.account.tell')}
        {...(isMuted && { help: t('options.account.tell.help') })}
        on={!isMuted}
        onSwitch={(on) => {
          const others = mutedAccounts.filter((id) => id !== account.id);
          return onChange({ mutedAccounts: on ? others : [...others, account.id] });
        }}
      />
    </div>
  );
}

/** "As the fleet", with the goals that this means for the servers of the account. */
function fleetWords(goalsMs: readonly number[]): string {
  const least = formatAgeLong(Math.min(...goalsMs));
  const most = formatAgeLong(Math.max(...goalsMs));
  return least === most
    ? t('options.account.goal.fleet', { goal: least })
    : t('options.account.goal.fleetSpan', { least, most });
}
