import { createContext } from 'preact';
import { useContext, useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/** The question of a page; what the keyboard and a screen reader begin with. */
export function Title({ text }: { readonly text: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
}

/** Where a part of the page says what stands in the place of its question; null for the question itself. */
export const Retitle = createContext<(title: string | null) => void>(() => undefined);

/** The page's title for as long as this is shown: once a question was answered, it is asked no more. */
export function useTitle(title: string | null): void {
  const retitle = useContext(Retitle);
  useLayoutEffect(() => {
    retitle(title);
    return () => retitle(null);
  }, [retitle, title]);
}
