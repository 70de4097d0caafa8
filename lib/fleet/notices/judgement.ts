import type { FindingRecord, Snooze, SnoozeTarget } from '../../model/finding';
import type { StoredState } from '../../model/state';
import type { EpochMs } from '../../model/time';
import { fingerprintOfTarget, hasRunOut, isTargeted } from '../findings/hush';
import { overview } from '../overview';
import type { Overview } from '../types';
import { planned } from './plan';
import { isOpen, recordsAfter } from './records';
import { type IsSettled, settledBy } from './settled';
import type { Telling } from './telling';

/** What one look at the stored state comes to. */
export type Judgement = {
  readonly view: Overview;
  /** The records as they are to be stored: the same array where nothing changed. */
  readonly records: readonly FindingRecord[];
  readonly telling: Telling;
  /** The snoozes that are over, by their targets. */
  readonly overSnoozes: readonly string[];
};

/** Judges the stored state at one moment: what began, what ended, and what is to be told under which notice. */
export function judgementOf(state: StoredState, now: EpochMs): Judgement {
  const seen = overview(state, now);
  const records = recordsBy(seen, state);
  // What began and ended just now is among the facts of a span without watching.
  const view = records === state.findings ? seen : overview({ ...state, findings: records }, now);
  const telling: Telling = {
    findings: view.findings.map(({ finding }) => finding),
    snoozes: state.snoozes,
    settings: state.settings,
    now,
  };
  const isSettled = settledBy(view, state.watch);
  return {
    view,
    records: planned(records, telling, isSettled),
    telling,
    overSnoozes: state.snoozes
      .filter((snooze) => isOver(snooze, telling, records, isSettled))
      .map(({ target }) => target),
  };
}

function recordsBy(view: Overview, state: StoredState): readonly FindingRecord[] {
  return recordsAfter({
    records: state.findings,
    findings: view.findings.map(({ finding }) => finding),
    isSettled: settledBy(view, state.watch),
    accounts: state.accounts.map(({ id }) => id),
    servers: [...view.rows, ...view.gone].map(({ key }) => key),
    now: view.now,
  });
}

/** Its time is over, or what it waited for has changed: that only counts where it is settled what there is now. */
function isOver(
  snooze: Snooze,
  { findings, now }: Telling,
  records: readonly FindingRecord[],
  isSettled: IsSettled,
): boolean {
  if (hasRunOut(snooze, now)) return true;
  const target = targetOf(snooze);
  if (snooze.until !== null || snooze.fingerprint === fingerprintOfTarget(target, findings)) return false;
  const known = [...findings, ...records.filter(isOpen).map(({ finding }) => finding)];
  return known.filter((finding) => isTargeted(finding, target)).every(isSettled);
}

function targetOf({ target }: Snooze): SnoozeTarget {
  return target.startsWith('server:')
    ? { kind: 'server', key: target.slice('server:'.length) }
    : { kind: 'finding', id: target.slice('finding:'.length) };
}
