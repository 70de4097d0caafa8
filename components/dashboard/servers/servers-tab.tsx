import { useMemo } from 'preact/hooks';
import { rowsIn, unfiltered } from '../../../lib/fleet/dashboard/select';
import { t } from '../../../lib/text/i18n';
import { GrowingList } from '../../popup/growing-list';
import { Quiet } from '../../popup/messages';
import { ServerItem } from '../../popup/server-item';
import { FilterBar } from '../filter-bar';
import { NothingLeft } from '../nothing-left';
import type { TabProps } from '../tab';

/** The servers, worst first. */
export function ServersTab({ overview, address, go, actions, announce }: TabProps) {
  const rows = useMemo(() => rowsIn(overview.rows, address), [overview, address]);
  if (overview.rows.length === 0) return <Quiet overview={overview} />;
  return (
    <>
      <FilterBar overview={overview} address={address} go={go} />
      {rows.length === 0 && <NothingLeft address={address} onClear={() => go(unfiltered)} />}
      <GrowingList items={rows} label={t('popup.servers.label')} class="servers">
        {(row) => (
          <ServerItem
            key={row.key}
            row={row}
            now={overview.now}
            goalsMs={overview.settings.serverGoalsMs}
            actions={actions}
            announce={announce}
            target={null}
            onTargetShown={() => undefined}
          />
        )}
      </GrowingList>
    </>
  );
}
