import { type Address, hashOf } from '../../lib/fleet/dashboard/address';
import { t } from '../../lib/text/i18n';
import { ActivityTab } from './activity/activity-tab';
import { BackupsTab } from './backups/backups-tab';
import { SchedulesTab } from './schedules/schedules-tab';
import { ServersTab } from './servers/servers-tab';
import type { Tab, TabProps } from './tab';

/** The tabs that there are, in their order; the first is shown where an address names none of them. */
const tabs: readonly [Tab, ...Tab[]] = [
  { view: 'servers', Content: ServersTab },
  { view: 'backups', Content: BackupsTab },
  { view: 'schedules', Content: SchedulesTab },
  { view: 'activity', Content: ActivityTab },
];

/** The tab that an address asks for. */
function tabOf(address: Address): Tab {
  return tabs.find(({ view }) => view === address.view) ?? tabs[0];
}

/** Links and not buttons: each tab has an address of its own, which can be kept and opened beside this one. */
export function TabBar({ address }: { readonly address: Address }) {
  const current = tabOf(address);
  return (
    <nav class="tabs" aria-label={t('dashboard.tabs')}>
      {tabs.map((tab) => (
        <a
          key={tab.view}
          class="tab"
          href={hashOf({ ...address, view: tab.view, server: null })}
          aria-current={tab === current ? 'page' : undefined}
        >
          {t(`dashboard.tab.${tab.view}`)}
        </a>
      ))}
    </nav>
  );
}

export function TabContent(props: TabProps) {
  const { Content } = tabOf(props.address);
  return <Content {...props} />;
}
