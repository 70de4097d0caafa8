import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

export type ElementSize = { readonly widthPx: number; readonly heightPx: number };

/** How large an element is on the page, now and as it changes. */
export function useSize(ref: RefObject<HTMLElement | null>): ElementSize {
  const [size, setSize] = useState<ElementSize>({ widthPx: 0, heightPx: 0 });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const { width, height } = element.getBoundingClientRect();
      setSize((before) =>
        before.widthPx === width && before.heightPx === height
          ? before
          : { widthPx: width, heightPx: height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return size;
}
