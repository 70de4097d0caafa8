// biome-ignore-all lint/a11y/useSemanticElements: the rows are placed one by one, which a table's own elements do not allow.
// biome-ignore-all lint/a11y/useFocusableInteractive: the row of column heads is no stop of the keyboard, the rows below are.
import type { ComponentChildren } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';
import { indexAfter } from './keys';
import { useSize } from './use-size';
import { useVirtualRows } from './use-virtual-rows';

type Props<Item extends { readonly key: string }> = {
  readonly label: string;
  readonly class: string;
  readonly items: readonly Item[];
  /** The row of column headers. */
  readonly head: ComponentChildren;
  /** The cells of a row. */
  readonly cells: (item: Item) => ComponentChildren;
  readonly rowClass?: (item: Item) => string;
  /** Where rows can be chosen: whether this one is, or null where it cannot be. */
  readonly isSelected?: (item: Item) => boolean | null;
  /** The row that has the keyboard, or would have it; the first one where it is not there. */
  readonly activeKey: string | null;
  readonly onActive: (key: string) => void;
  /** Hears a key in a row before the grid does; true where it was for the row. */
  readonly onKey?: (event: KeyboardEvent, item: Item) => boolean;
  readonly estimatePx: number;
  /** The height of what sticks to the top of the window above the grid's own head. */
  readonly stickyPx: number;
  /** What sticks to the bottom of the window above the page's last line. */
  readonly barPx?: number;
};

/** What sticks to the bottom of every page: the line that says how old all of it is. */
const FOOT_PX = 44;

/** A table of any length, of which only the rows in sight are drawn; walked through by the keyboard, row by row. */
export function VirtualGrid<Item extends { readonly key: string }>(props: Props<Item>) {
  const { items, activeKey, onActive, onKey, estimatePx, stickyPx } = props;
  const head = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const { heightPx: headPx } = useSize(head);
  const found = items.findIndex(({ key }) => key === activeKey);
  const active = Math.max(0, found);
  const { virtualizer, rows, heightPx, marginPx } = useVirtualRows(body, {
    count: items.length,
    keyOf: useCallback((index: number) => items[index]?.key ?? '', [items]),
    estimatePx,
    keptIndex: active,
    coveredPx: { top: stickyPx + headPx, bottom: FOOT_PX + (props.barPx ?? 0) },
  });
  useLayoutEffect(() => {
    const row = wantsFocus.current ? body.current?.querySelector(`[data-index="${active}"]`) : null;
    if (!(row instanceof HTMLElement)) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  });

  const handleKey = (event: KeyboardEvent) => {
    const item = items[active];
    if (item === undefined || (onKey !== undefined && onKey(event, item))) return;
    const pageRows = Math.max(1, Math.floor((window.innerHeight - stickyPx - headPx) / estimatePx) - 1);
    const next = indexAfter(event, active, items.length, pageRows);
    const target = next === null ? undefined : items[next];
    if (next === null || target === undefined) return;
    event.preventDefault();
    wantsFocus.current = true;
    onActive(target.key);
    virtualizer.scrollToIndex(next, { align: 'auto' });
  };
  const follow = (event: FocusEvent) => {
    const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
    const item = row === null ? undefined : items[Number(row.getAttribute('data-index'))];
    if (item !== undefined && item.key !== activeKey) onActive(item.key);
  };
  return (
    <div
      class={`grid ${props.class}`}
      role="grid"
      aria-label={props.label}
      aria-rowcount={items.length + 1}
      aria-multiselectable={props.isSelected === undefined ? undefined : true}
    >
      <div ref={head} class="grid-head" role="rowgroup">
        <div class="grid-row" role="row" aria-rowindex={1}>
          {props.head}
        </div>
      </div>
      <div
        ref={body}
        class="grid-body"
        role="rowgroup"
        style={{ height: `${heightPx}px` }}
        onKeyDown={handleKey}
        onFocusIn={follow}
      >
        {rows.map(({ key, index, start }) => {
          const item = items[index];
          if (item === undefined) return null;
          const selected = props.isSelected === undefined ? null : props.isSelected(item);
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              class={`grid-row ${props.rowClass === undefined ? '' : props.rowClass(item)}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={selected === null ? undefined : selected}
              tabIndex={index === active ? 0 : -1}
              style={{ transform: `translateY(${start - marginPx}px)` }}
            >
              {props.cells(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
}
