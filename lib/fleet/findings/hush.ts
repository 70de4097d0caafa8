import type { Finding, Snooze, SnoozeTarget } from '../../model/finding';
import type { Settings } from '../../model/settings';
import { CLOCK_TOLERANCE_MS, type EpochMs } from '../../model/time';
import { topicOf } from './topics';

/** The key that a snooze is stored under. */
export function snoozeKey(target: SnoozeTarget): string {
  return target.kind === 'finding' ? `finding:${target.id}` : `server:${target.key}`;
}

/** Whether a person switched the finding's topic or its account off. */
export function isMuted({ kind, subject }: Finding, settings: Settings): boolean {
  if (settings.mutedTopics.includes(topicOf[kind])) return true;
  return subject.kind !== 'browser' && settings.mutedAccounts.includes(subject.accountId);
}

/** The snooze that keeps a finding quiet now: its own, or its server's. `all` are the findings of this moment. */
export function snoozeOf(
  finding: Finding,
  all: readonly Finding[],
  snoozes: ReadonlyMap<string, Snooze>,
  now: EpochMs,
): Snooze | null {
  const { id, subject } = finding;
  const targets: readonly SnoozeTarget[] = [
    { kind: 'finding', id },
    ...(subject.kind === 'server' ? [{ kind: 'server' as const, key: subject.key }] : []),
  ];
  for (const target of targets) {
    const snooze = snoozes.get(snoozeKey(target));
    if (snooze && isInForce(snooze, target, all, now) && isMeant(finding, target, snooze)) return snooze;
  }
  return null;
}

/** Who put a server to sleep over what it had then did not ask to sleep through an error that begins afterwards. */
function isMeant({ severity, beganAt }: Finding, target: SnoozeTarget, { setAt }: Snooze): boolean {
  return target.kind === 'finding' || severity !== 'error' || beganAt <= setAt;
}

/** Whether a snooze of this target is about the finding. */
export function isTargeted({ id, subject }: Finding, target: SnoozeTarget): boolean {
  return target.kind === 'finding'
    ? id === target.id
    : subject.kind === 'server' && subject.key === target.key;
}

/** What a snooze "until it changes" compares: all that is found of its target. Empty where nothing is. */
export function fingerprintOfTarget(target: SnoozeTarget, all: readonly Finding[]): string {
  return all
    .filter((finding) => isTargeted(finding, target))
    .map(({ id, fingerprint }) => `${id} ${fingerprint}`)
    .sort()
    .join('\n');
}

/** Whether the time of a snooze is over. One set in the future tells of a clock that was set back: its end may be anywhere. */
export function hasRunOut({ setAt, until }: Snooze, now: EpochMs): boolean {
  return setAt > now + CLOCK_TOLERANCE_MS || (until !== null && until <= now);
}

function isInForce(snooze: Snooze, target: SnoozeTarget, all: readonly Finding[], now: EpochMs): boolean {
  if (hasRunOut(snooze, now)) return false;
  if (snooze.until !== null) return true;
  return snooze.fingerprint === fingerprintOfTarget(target, all);
}
