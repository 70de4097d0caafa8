/** What of a trace event is looked at; times in microseconds. */
export type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  /** How long it lasted by the clock. */
  readonly dur?: number;
  /** How long its thread ran meanwhile. */
  readonly tdur?: number;
  readonly args: {
    readonly worldName?: string;
    readonly data?: { readonly url?: string };
    readonly chrome_mojo_event_info?: { readonly mojo_interface_tag?: string };
  };
};

export type Script = {
  readonly url: string;
  /** Of the isolated world that it runs in: the extension's name. */
  readonly worldName: string;
};

/** The pipe on which content scripts and the background speak. */
const MESSAGES = 'extensions.mojom.MessagePort';

/**
 * The CPU time of a content script, in milliseconds: all calls into its world (timers, observers, events), its first
 * evaluation, and every task that brings it a message, with the reading of the message and what awaited it. What they
 * ask of the browser counts with them: forced styles and layouts, compilation, garbage. The thread's own time counts,
 * so a machine that is busy with other things changes little. The page's own work is in none of it.
 */
export function scriptMs(events: readonly TraceEvent[], { url, worldName }: Script): number {
  const isOurs = ({ name, args }: TraceEvent) =>
    (name === 'EvaluateScript' && args.data?.url === url) ||
    (name === 'v8.callFunction' && args.worldName === worldName);
  const call = events.find(isOurs);
  if (!call) throw new Error(`the trace names no call of ${url}`);
  const onThread = events.filter(({ ph, pid, tid }) => ph === 'X' && pid === call.pid && tid === call.tid);

  const messages = onThread.filter(
    ({ name, args }) =>
      name === 'Receive mojo message' && args.chrome_mojo_event_info?.mojo_interface_tag === MESSAGES,
  );
  const tasks = onThread.filter(
    (task) => task.name === 'RunTask' && messages.some((message) => isWithin(message, task)),
  );
  const counted = [...onThread.filter(isOurs), ...tasks];
  const outermost = counted.filter((event) => !counted.some((other) => isWithin(event, other)));
  return (
    outermost.reduce((sumUs, { name, tdur }) => {
      if (tdur === undefined) throw new Error(`the trace does not say how long the thread ran in ${name}`);
      return sumUs + tdur;
    }, 0) / 1000
  );
}

function isWithin(inner: TraceEvent, outer: TraceEvent): boolean {
  const end = ({ ts, dur = 0 }: TraceEvent) => ts + dur;
  return inner !== outer && inner.ts >= outer.ts && end(inner) <= end(outer);
}
