import {
  defaultRangeExtractor,
  observeWindowOffset,
  observeWindowRect,
  Virtualizer,
  windowScroll,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

type Options = {
  readonly count: number;
  readonly keyOf: (index: number) => string;
  /** What a row measures until it was drawn once. */
  readonly estimatePx: number;
  /** A row that is drawn wherever the page is scrolled to: the one that has the keyboard. */
  readonly keptIndex: number;
  /** What sticks to the top and the bottom of the window and covers rows there. */
  readonly coveredPx: { readonly top: number; readonly bottom: number };
};

const OVERSCAN_ROWS = 6;

/** Of a long list in a page that scrolls, the rows that are in sight; `body` is the element that holds them. */
export function useVirtualRows(body: RefObject<HTMLElement | null>, options: Options) {
  const { count, keyOf, estimatePx, keptIndex, coveredPx } = options;
  const [, redraw] = useReducer((drawn: number) => drawn + 1, 0);
  const [marginPx, setMarginPx] = useState(0);
  const settings = {
    count,
    getItemKey: keyOf,
    getScrollElement: () => window,
    estimateSize: () => estimatePx,
    observeElementRect: observeWindowRect,
    observeElementOffset: observeWindowOffset,
    scrollToFn: windowScroll,
    onChange: () => redraw(undefined),
    overscan: OVERSCAN_ROWS,
    scrollMargin: marginPx,
    scrollPaddingStart: coveredPx.top,
    scrollPaddingEnd: coveredPx.bottom,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const indexes = defaultRangeExtractor(range);
      if (keptIndex < 0 || keptIndex >= count || indexes.includes(keptIndex)) return indexes;
      return [...indexes, keptIndex].sort((a, b) => a - b);
    },
  };
  const [virtualizer] = useState(() => new Virtualizer<Window, HTMLElement>(settings));
  virtualizer.setOptions(settings);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return;
    const measure = () => setMarginPx(Math.round(element.getBoundingClientRect().top + window.scrollY));
    measure();
    // What stands above the list may grow or go while the list itself stays as it is.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [body]);
  return { virtualizer, rows: virtualizer.getVirtualItems(), heightPx: virtualizer.getTotalSize(), marginPx };
}
