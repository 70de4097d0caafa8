import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/text/i18n';

const STEP = 60;
const FOCUSABLE = 'button, a[href], input, select';

type Props<Item> = {
  readonly items: readonly Item[];
  readonly label: string;
  readonly class: string;
  /** An item that must be drawn whatever its place. */
  readonly until?: (item: Item) => boolean;
  readonly children: (item: Item) => ComponentChildren;
};

/**
 * How many of so many items are drawn: the first ones at once, at least `wanted`, and more as the button `more` comes
 * into view or is pressed (`grow`). It stands right after the list; a focus on it goes on to what was drawn.
 */
export function useGrowth(total: number, wanted: number) {
  const [drawn, setDrawn] = useState(STEP);
  const count = Math.max(drawn, wanted);
  const left = total - count;
  // Once drawn, an item stays drawn, also when nothing asks for it any more.
  useEffect(() => setDrawn((before) => Math.max(before, wanted)), [wanted]);
  const more = useRef<HTMLButtonElement>(null);
  const goesOn = useRef<(() => void) | null>(null);

  function grow() {
    const list = more.current?.previousElementSibling ?? null;
    if (list !== null && document.activeElement === more.current) goesOn.current = nextIn(list);
    setDrawn(count + STEP);
  }

  useLayoutEffect(() => {
    goesOn.current?.();
    goesOn.current = null;
  }, [count]);

  useEffect(() => {
    const sentinel = more.current;
    if (sentinel === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) grow();
    });
    observer.observe(sentinel);
    return () => observer.disconnect();
  }, [count, left]);

  return { count, more, grow };
}

/** Leads to the first thing that is drawn at the end of a list from now on, or to its row where none takes a focus. */
function nextIn(list: Element): () => void {
  const rows = list.children.length;
  const stops = list.querySelectorAll(FOCUSABLE).length;
  return () => {
    const stop = list.querySelectorAll<HTMLElement>(FOCUSABLE)[stops] ?? list.children[rows];
    if (!(stop instanceof HTMLElement)) return;
    if (!stop.matches(FOCUSABLE)) stop.tabIndex = -1;
    stop.focus();
  };
}

/** A list that draws its first rows at once and the others as the reader comes near them. */
export function GrowingList<Item>({ items, label, class: className, until, children }: Props<Item>) {
  const { count, more, grow } = useGrowth(items.length, until ? items.findIndex(until) + 1 : 0);
  const left = items.length - count;
  return (
    <>
      <ul class={className} aria-label={label}>
        {items.slice(0, count).map(children)}
      </ul>
      {left > 0 && (
        <button ref={more} type="button" class="link more" onClick={grow}>
          {t('popup.more', { count: Math.min(left, STEP) })}
        </button>
      )}
    </>
  );
}
