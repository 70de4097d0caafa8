import { isRead, keyOf, type ViolationRule } from './strict';

const MAX_READS = 4;
const MAX_WRITES = 1;

/** Runs requests and reports the ones that are too many at once for their key. */
export function createInFlight(report: (rule: ViolationRule, request: Request) => void) {
  const counts = new Map<string, { reads: number; writes: number }>();
  return async <T>(request: Request, act: () => Promise<T>): Promise<T> => {
    const key = keyOf(request);
    if (key === null) return act();
    const count = counts.get(key) ?? { reads: 0, writes: 0 };
    counts.set(key, count);
    const kind = isRead(request) ? 'reads' : 'writes';
    count[kind] += 1;
    if (kind === 'reads' && count.reads > MAX_READS) report('tooManyReads', request);
    if (kind === 'writes' && count.writes > MAX_WRITES) report('parallelWrites', request);
    try {
      return await act();
    } finally {
      count[kind] -= 1;
    }
  };
}
