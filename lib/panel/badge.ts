import { coverageAtAge } from '../fleet/age';
import type { PanelServer, PanelView } from '../model/panel';
import { type EpochMs, MINUTE_MS } from '../model/time';
import { ageText, fill, momentText, numberText } from './words';

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
  const standing = standingOf(server, view, now, place);
  const told = place === 'note' ? null : operationFace(server, view, now);
  if (!told) return standing;
  return { ...told, title: standing.title, spoken: `${told.text}. ${standing.spoken}` };
}

function standingOf({ backup }: PanelServer, view: PanelView, now: EpochMs, place: Place): BadgeFace {
  const { words, locale } = view;
  const speak = (tone: BadgeFace['tone'], short: string, long: string, title: string): BadgeFace => ({
    tone,
    text: place === 'row' ? short : long,
    spoken: `${long}, ${tone === 'unknown' || tone === 'running' ? words.notKnown : words[tone]}`,
    title,
  });
  const isNote = place === 'note';
  if (backup.kind === 'unknown' || now > backup.vouchedUntil) {
    const long = isNote ? words.newestUnknown : words.lastGoodUnknown;
    return { ...speak('unknown', words.notKnown, long, words.lastGoodUnknown), spoken: long };
  }
  if (backup.kind === 'never') {
    const long = isNote ? words.newestNever : words.lastGoodNever;
    return speak('exposed', words.never, long, words.lastGoodNever);
  }
  const { createdAt, kindText, goalMs, graceMs } = backup;
  const ageMs = Math.max(0, now - createdAt);
  const age = ageText(ageMs, view);
  const time = momentText(createdAt, locale);
  return speak(
    coverageAtAge(ageMs, goalMs, graceMs),
    age,
    fill(isNote ? words.newestIs : words.lastGood, { age }),
    kindText === null ? fill(words.exactly, { time }) : fill(words.exactlyKind, { time, kind: kindText }),
  );
}

function operationFace(
  { operation }: PanelServer,
  { words, locale }: PanelView,
  now: EpochMs,
): Pick<BadgeFace, 'tone' | 'text'> | null {
  if (operation === null) return null;
  if (operation.state === 'running') {
    const { percent } = operation;
    const text =
      percent === null
        ? words.running
        : fill(words.runningPercent, { percent: numberText(Math.floor(percent), locale) });
    return { tone: 'running', text };
  }
  const agoMs = now - operation.endedAt;
  const isFresh = agoMs <= (operation.state === 'succeeded' ? SUCCESS_SHOWN_MS : FAILURE_SHOWN_MS);
  if (!isFresh) return null;
  return { tone: TONES[operation.state], text: words[operation.state] };
}

const TONES = { succeeded: 'covered', failed: 'exposed', undecided: 'overdue' } as const;
