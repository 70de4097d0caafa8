import type { CDPSession } from 'puppeteer-core';
import type { TraceEvent } from './attribution';

/** Where calls into worlds (`v8`), evaluations, tasks and messages stand. No samples: taking them would cost more. */
const CATEGORIES = ['v8', 'toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** Traces what the browser does until `stop`. */
export async function record(
  session: CDPSession,
): Promise<{ readonly stop: () => Promise<readonly TraceEvent[]> }> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { readonly value: readonly unknown[] }) => {
    for (const event of value) events.push(event as TraceEvent);
  };
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  });
  return {
    async stop() {
      const complete = new Promise<void>((resolve) => {
        session.once('Tracing.tracingComplete', () => resolve());
      });
      await session.send('Tracing.end');
      await complete;
      session.off('Tracing.dataCollected', collect);
      return events;
    },
  };
}
