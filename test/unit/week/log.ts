import type { EpochMs } from '../../../lib/model/time';
import type { Bench } from '../background/bench';

/** A notification as the person saw it: one that took its own place again is one. */
type Told = { readonly at: EpochMs; readonly id: string; readonly title: string; readonly message: string };

/** Everything that the browser was given to show since the beginning, each with the minute. */
export type Log = {
  readonly look: () => void;
  readonly told: readonly Told[];
  /** Notifications that were given again, under the same id. */
  readonly repeats: readonly Told[];
  readonly text: () => string;
};

export function createLog(bench: Bench): Log {
  const told: Told[] = [];
  const repeats: Told[] = [];
  let seen = 0;
  return {
    told,
    repeats,
    look() {
      const at = bench.simulator.clock.now();
      for (const { id, title, message } of bench.browser.notices.slice(seen)) {
        const isKnown = told.some((one) => one.id === id);
        (isKnown ? repeats : told).push({ at, id, title, message });
      }
      seen = bench.browser.notices.length;
    },
    text: () =>
      told.map(({ at, title, message }) => `${moment(at)}  ${title}\n${indented(message)}\n`).join('\n'),
  };
}

const zone = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Stockholm',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

function moment(at: EpochMs): string {
  return zone.format(at).replaceAll(',', '');
}

function indented(message: string): string {
  return message.replace(/^/gm, '    ');
}
