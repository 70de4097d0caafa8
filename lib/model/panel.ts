import type { ServerId } from './account';
import type { OperationId } from './operation';
import type { EpochMs } from './time';
import type { Trouble } from './trouble';

/** What a content script in a provider's panel is told of a server: nothing that the panel does not show by itself. */
export type PanelServer = {
  readonly id: ServerId;
  /** Its number in the provider's older API, where it is known: the panel's address may name it by that. */
  readonly legacyId: string | null;
  readonly name: string;
  readonly hostname: string | null;
  readonly addresses: readonly string[];
  readonly backup: PanelBackup;
  readonly operation: PanelOperation | null;
  readonly button: PanelButton;
  /** Whether to offer to remember the number that the panel's address may show. */
  readonly wantsLegacyId: boolean;
};

/**
 * The last good backup, by our clock, so that a page left open keeps judging it: `vouchedUntil` is when the reading
 * becomes too old to say anything.
 */
export type PanelBackup =
  | {
      readonly kind: 'known';
      readonly createdAt: EpochMs;
      /** When exactly, and of which kind, as a sentence: to write a date costs a page 10 ms. */
      readonly exactText: string;
      readonly goalMs: number;
      readonly graceMs: number;
      readonly vouchedUntil: EpochMs;
    }
  | { readonly kind: 'never'; readonly vouchedUntil: EpochMs }
  | { readonly kind: 'unknown' };

export type PanelOperation =
  | { readonly state: 'running'; readonly percent: number | null }
  | { readonly state: 'succeeded' | 'failed' | 'undecided'; readonly endedAt: EpochMs };

/**
 * What a click on "Back up now" in the page does. `starts`: it spends only what is free. `asks`: the extension's own
 * page says what would happen and asks there. `readOnly`: the key may not. `blocked`: the provider says no.
 */
export type PanelButton =
  | { readonly kind: 'starts' | 'asks' | 'readOnly' | 'unavailable' | 'none' }
  | { readonly kind: 'blocked'; readonly reason: string | null };

/** The texts that the script draws, in the person's language; `{age}` and the like are filled in on the page. */
export const panelWords = [
  'minutes',
  'hours',
  'days',
  'never',
  'unknown',
  'covered',
  'overdue',
  'exposed',
  'notKnown',
  'lastGood',
  'lastGoodNever',
  'lastGoodUnknown',
  'button',
  'readOnly',
  'unavailable',
  'blocked',
  'requested',
  'asked',
  'running',
  'runningPercent',
  'succeeded',
  'failed',
  'undecided',
  'notStarted',
  'newestIs',
  'newestNever',
  'newestUnknown',
  'backUpFirst',
  'rememberNumber',
  'remember',
  'notNow',
  'dock',
  'close',
] as const;
export type PanelWord = (typeof panelWords)[number];
export type PanelWords = Readonly<Record<PanelWord, string>>;

export type PanelView = {
  readonly servers: readonly PanelServer[];
  readonly words: PanelWords;
  /** Finds the words of controls that destroy or replace a disk: `lib/text/dangerous-words.ts` says how. */
  readonly dangerousWords: string;
  /** The BCP 47 tag that numbers and dates are written in. */
  readonly locale: string;
};

/** Every message that a content script may send. The provider is the one whose panel the sender's origin is. */
export type PanelMessages = {
  readonly panelView: { readonly payload: Record<never, never>; readonly answer: PanelView };
  readonly panelBackUp: {
    readonly payload: { serverId: ServerId };
    readonly answer: PanelBackUpOutcome;
  };
  /** Opens the extension's own page, which checks the number and asks before it is kept. */
  readonly panelRemember: {
    readonly payload: { serverId: ServerId; legacyId: string };
    readonly answer: null;
  };
  /** The offer was declined: it is not made again for this server. */
  readonly panelDecline: { readonly payload: { serverId: ServerId }; readonly answer: null };
};

export type PanelBackUpOutcome =
  | { readonly kind: 'started'; readonly operationId: OperationId }
  /** The extension's own page is open and asks. */
  | { readonly kind: 'asked' }
  | { readonly kind: 'notStarted'; readonly trouble: Trouble };

/** Sent to the open panels when what they show may have changed; it carries nothing. */
export type PanelChanged = { readonly type: 'panelChanged' };
