import { useMemo, useRef, useState } from 'preact/hooks';
import { listOf, serversIn } from '../../../lib/fleet/dashboard/list';
import { unfiltered } from '../../../lib/fleet/dashboard/select';
import { asksFirst } from '../../popup/create-reason';
import { Quiet } from '../../popup/messages';
import { FilterBar } from '../filter-bar';
import { useSize } from '../grid/use-size';
import { NothingLeft } from '../nothing-left';
import type { TabProps } from '../tab';
import { Details } from './details';
import { Legend } from './legend';
import { SelectionBar } from './selection-bar';
import { ServersTable } from './servers-table';
import { useSelection } from './use-selection';
import { ViewChoices } from './view-choices';

/** Servers × time: one row for each server with its restore points on a line that all share. */
export function ServersTab({ overview, address, go, actions, announce }: TabProps) {
  const tools = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const returnTo = useRef<HTMLElement | null>(null);
  const { heightPx: toolsPx } = useSize(tools);
  const [backUp, setBackUp] = useState<string | null>(null);
  const items = useMemo(() => listOf(overview, address), [overview, address]);
  const shown = useMemo(() => serversIn(items).map(({ key }) => key), [items]);
  const all = useMemo(() => [...overview.rows, ...overview.gone], [overview]);
  const selection = useSelection(overview.rows, shown);
  const open = all.find(({ key }) => key === address.server);

  const show = (key: string, withBackUp: boolean) => {
    const row = all.find((each) => each.key === key);
    if (withBackUp && row !== undefined && asksFirst(row))
      return void actions.confirm({ kind: 'backup', key });
    returnTo.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setBackUp(withBackUp ? key : null);
    if (address.server !== key) go({ server: key });
    else if (!withBackUp) go({ server: null });
  };
  const close = () => {
    go({ server: null });
    returnTo.current?.focus();
  };
  if (all.length === 0) return <Quiet overview={overview} />;
  return (
    <div class="servers-tab" style={{ '--tools-height': `${toolsPx}px` }}>
      <div class="table-side">
        <div ref={tools} class="sticky-tools">
          <FilterBar overview={overview} address={address} go={go} searchRef={search}>
            <ViewChoices address={address} go={go} />
          </FilterBar>
        </div>
        <Legend />
        {items.length === 0 ? (
          <NothingLeft address={address} onClear={() => go(unfiltered)} />
        ) : (
          <ServersTable
            items={items}
            overview={overview}
            address={address}
            go={go}
            selection={selection}
            stickyPx={toolsPx}
            announce={announce}
            onOpen={show}
            onType={() => search.current?.focus()}
          />
        )}
        <SelectionBar selection={selection} actions={actions} />
      </div>
      {open !== undefined && (
        <Details
          key={open.key}
          row={open}
          overview={overview}
          backUp={backUp === open.key}
          actions={actions}
          announce={announce}
          onClose={close}
        />
      )}
    </div>
  );
}
