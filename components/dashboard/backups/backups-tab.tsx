import { useMemo } from 'preact/hooks';
import { rowsIn, unfiltered } from '../../../lib/fleet/dashboard/select';
import { backupLines } from '../../../lib/fleet/overview';
import { AllBackups } from '../../popup/all-backups';
import { Quiet } from '../../popup/messages';
import { FilterBar } from '../filter-bar';
import { NothingLeft } from '../nothing-left';
import type { TabProps } from '../tab';

/** Every backup of every account, newest first. */
export function BackupsTab({ overview, address, go }: TabProps) {
  const lines = useMemo(() => backupLines(rowsIn(overview.rows, address)), [overview, address]);
  if (overview.rows.length === 0) return <Quiet overview={overview} />;
  return (
    <>
      <FilterBar overview={overview} address={address} go={go} />
      {lines.length === 0 ? (
        <NothingLeft address={address} onClear={() => go(unfiltered)} />
      ) : (
        <AllBackups lines={lines} />
      )}
    </>
  );
}
