import { coverageAtAge } from '../fleet/age';
import type { PanelOperation, PanelServer, PanelView } from '../model/panel';
import { type EpochMs, MINUTE_MS } from '../model/time';
import { ageText, fill } from './words';

/** `row`: a list has room for the age alone. `note`: the sentence beside a dangerous control. */
export type Place = 'row' | 'heading' | 'note';

export type BadgeFace = {
  readonly tone: 'covered' | 'overdue' | 'exposed' | 'unknown' | 'running';
  readonly text: string;
  /** The whole of it, with the state as a word. */
  readonly spoken: string;
  readonly title: string;
};

/** How long the end of a backup is told before the age speaks for itself again. */
const SUCCESS_SHOWN_MS = 2 * MINUTE_MS;
const FAILURE_SHOWN_MS = 15 * MINUTE_MS;

/** What a badge says at this moment. A reading that nobody vouches for any more says nothing. */
export function badgeFace(server: PanelServer, view: PanelView, now: EpochMs, place: Place): BadgeFace {
  const { backup, operation } = server;
  const { words } = view;
  const isNote = place === 'note';
  const face = (tone: BadgeFace['tone'], short: string, long: string, title: string): BadgeFace => {
    const spoken = tone === 'unknown' || tone === 'running' ? long : `${long}, ${words[tone]}`;
    const told = isNote ? null : operationFace(operation, view, now);
    if (told) return { ...told, title, spoken: `${told.text}. ${spoken}` };
    return { tone, text: place === 'row' ? short : long, spoken, title };
  };

  if (backup.kind === 'unknown' || now > backup.vouchedUntil) {
    const long = isNote ? words.newestUnknown : words.lastGoodUnknown;
    return face('unknown', words.notKnown, long, long);
  }
  if (backup.kind === 'never') {
    const long = isNote ? words.newestNever : words.lastGoodNever;
    return face('exposed', words.never, long, long);
  }
  const { createdAt, exactText, goalMs, graceMs } = backup;
  const ageMs = Math.max(0, now - createdAt);
  const age = ageText(ageMs, view);
  return face(
    coverageAtAge(ageMs, goalMs, graceMs),
    age,
    fill(isNote ? words.newestIs : words.lastGood, { age }),
    exactText,
  );
}

function operationFace(
  operation: PanelOperation | null,
  { words }: PanelView,
  now: EpochMs,
): Pick<BadgeFace, 'tone' | 'text'> | null {
  if (operation === null) return null;
  const { state } = operation;
  if (state === 'running') {
    const { percent } = operation;
    const text =
      percent === null ? words.running : fill(words.runningPercent, { percent: `${Math.floor(percent)}` });
    return { tone: state, text };
  }
  const isFresh = now - operation.endedAt <= (state === 'succeeded' ? SUCCESS_SHOWN_MS : FAILURE_SHOWN_MS);
  return isFresh ? { tone: TONES[state], text: words[state] } : null;
}

const TONES = { succeeded: 'covered', failed: 'exposed', undecided: 'overdue' } as const;
