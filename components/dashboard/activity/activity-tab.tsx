import { useMemo } from 'preact/hooks';
import { activitiesOf, filterActivities } from '../../../lib/fleet/activity';
import { KEPT_OPERATIONS } from '../../../lib/model/operation';
import { number } from '../../../lib/text/format';
import { t } from '../../../lib/text/i18n';
import { GrowingList } from '../../popup/growing-list';
import type { TabProps } from '../tab';
import { ActivityLine } from './activity-line';
import { ActivityTools } from './activity-tools';

/** Everything that Lastgood did, or was to do, newest first. */
export function ActivityTab({ overview, address, go, actions, announce }: TabProps) {
  const { now, operations, plans, accounts } = overview;
  const all = useMemo(
    () =>
      activitiesOf({
        now,
        operations,
        plans: plans.map(({ plan }) => plan),
        accounts: accounts.map(({ account }) => account),
      }),
    [now, operations, plans, accounts],
  );
  const shown = useMemo(() => filterActivities(all, address), [all, address]);
  if (all.length === 0) return <p class="quiet">{t('activity.none')}</p>;

  const copy = async (id: string) => {
    announce(t((await actions.copyText(id)) ? 'activity.copied' : 'activity.notCopied'));
  };
  return (
    <>
      <ActivityTools overview={overview} address={address} go={go} />
      {shown.length === 0 ? (
        <div class="quiet">
          <p>{t('activity.noneLeft')}</p>
          <button
            type="button"
            class="link"
            onClick={() => go({ query: '', accountId: null, provider: null, result: null })}
          >
            {t('popup.filter.clear')}
          </button>
        </div>
      ) : (
        <GrowingList items={shown} label={t('activity.label')} class="activities">
          {(entry) => (
            <ActivityLine
              key={entry.id}
              entry={entry}
              now={now}
              onShowServer={() => go({ view: 'servers', server: entry.serverKey })}
              onShowPlan={(planId) => void actions.confirm({ kind: 'plan', planId })}
              onCopy={(id) => void copy(id)}
            />
          )}
        </GrowingList>
      )}
      <p class="muted activity-reach">{t('activity.reach', { number: number(KEPT_OPERATIONS) })}</p>
    </>
  );
}
