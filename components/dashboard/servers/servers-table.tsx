import { useCallback, useRef, useState } from 'preact/hooks';
import type { Address } from '../../../lib/fleet/dashboard/address';
import type { ListItem } from '../../../lib/fleet/dashboard/list';
import type { Overview } from '../../../lib/fleet/types';
import { t } from '../../../lib/text/i18n';
import { types } from '../grid/keys';
import { useSize } from '../grid/use-size';
import { VirtualGrid } from '../grid/virtual-grid';
import type { Go } from '../tab';
import { GroupCells } from './group-cells';
import { ServersHead } from './head';
import { ServerCells } from './server-cells';
import type { Choosing } from './use-selection';
import { useSteps } from './use-steps';

type Props = {
  readonly items: readonly ListItem[];
  readonly overview: Overview;
  readonly address: Address;
  readonly go: Go;
  readonly selection: Choosing;
  readonly stickyPx: number;
  readonly announce: (sentence: string) => void;
  /** A server's details are asked for, or to be closed where they stand open. */
  readonly onOpen: (key: string, backUp: boolean) => void;
  /** A letter was typed: it belongs to the filter. */
  readonly onType: () => void;
};

const ROW_PX = 53;
/** The bar of what was chosen. */
const BAR_PX = 48;

/** The table of servers: rows that are chosen, opened and walked through, and the shared axis above them. */
export function ServersTable(props: Props) {
  const { items, overview, address, go, selection, onOpen, onType } = props;
  const axis = useRef<HTMLSpanElement>(null);
  const { widthPx } = useSize(axis);
  const [activeKey, setActiveKey] = useState<string | null>(address.server);
  const steps = useSteps(address.days, props.announce);
  const newest = useRef({ selection, onOpen });
  newest.current = { selection, onOpen };
  // The cells are drawn anew when one of these is another function: they are not.
  const select = useCallback((key: string, range: boolean) => {
    const { extendTo, toggle } = newest.current.selection;
    if (range) extendTo(key);
    else toggle(key);
  }, []);
  const open = useCallback((key: string, backUp: boolean) => newest.current.onOpen(key, backUp), []);

  const handleKey = (event: KeyboardEvent, item: ListItem): boolean => {
    if (types(event)) {
      onType();
      return true;
    }
    const isOnRow = event.target instanceof HTMLElement && event.target.getAttribute('role') === 'row';
    if (event.key === 'a' && event.ctrlKey) selection.toggleAll();
    else if (item.kind === 'group') return false;
    else if (isOnRow && event.key === 'Enter') open(item.key, false);
    else if (isOnRow && event.key === ' ') {
      if (item.row.stored.goneSince === null) select(item.key, event.shiftKey);
    } else return steps.handleKey(event, item.row);
    event.preventDefault();
    return true;
  };
  return (
    <VirtualGrid
      label={t('dashboard.servers.label')}
      class="servers-grid"
      items={items}
      activeKey={activeKey}
      onActive={(key) => {
        setActiveKey(key);
        steps.leave();
      }}
      onKey={handleKey}
      isSelected={(item) =>
        item.kind === 'server' && item.row.stored.goneSince === null ? selection.keys.has(item.key) : null
      }
      rowClass={(item) =>
        item.kind === 'group' ? 'group-row' : item.key === address.server ? 'row-open' : ''
      }
      estimatePx={ROW_PX}
      stickyPx={props.stickyPx}
      barPx={selection.list.length === 0 ? 0 : BAR_PX}
      head={
        <ServersHead
          address={address}
          go={go}
          now={overview.now}
          lineRef={axis}
          lineWidthPx={widthPx}
          selected={selection.share}
          onSelectAll={selection.toggleAll}
        />
      }
      cells={(item) =>
        item.kind === 'group' ? (
          <GroupCells group={item} />
        ) : (
          <ServerCells
            row={item.row}
            now={overview.now}
            graceMs={overview.settings.graceMs}
            days={address.days}
            lineWidthPx={widthPx}
            step={steps.at !== null && steps.at.key === item.key ? steps.at.step : null}
            isActive={item.key === activeKey}
            isSelected={item.row.stored.goneSince === null ? selection.keys.has(item.key) : null}
            isOpen={item.key === address.server}
            onSelect={select}
            onOpen={open}
          />
        )
      }
    />
  );
}
