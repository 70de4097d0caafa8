import { useEffect } from 'preact/hooks';
import { SECOND_MS } from '../../lib/model/time';

/** Long enough to read a sentence that has nothing more to say the moment it appears. */
const READING_MS = 6 * SECOND_MS;

/** Takes a message back once it has nothing more to say, but leaves it the time to be read. */
export function usePassing(isOver: boolean, takeBack: () => void): void {
  useEffect(() => {
    if (!isOver) return;
    const timer = setTimeout(takeBack, READING_MS);
    return () => clearTimeout(timer);
  }, [isOver]);
}
