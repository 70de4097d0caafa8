import type { EpochMs } from '../model/time';
import type { Trouble, TroubleKind } from '../model/trouble';
import { formatWhenWithin } from './format';
import { type MessageValues, t } from './i18n';

/** Whose trouble it is, in the names that a person knows. `now` is the moment that times are told from. */
export type TroubleContext = {
  /** Null where only the server is known. */
  readonly account: string | null;
  readonly provider: string;
  readonly server?: string;
  readonly now?: EpochMs;
  /** The trouble met something that was asked for, such as a backup: that is never repeated by itself. */
  readonly asked?: boolean;
  /** It is told in the settings, which a sentence then does not send to. */
  readonly inSettings?: boolean;
};

/** One sentence for any trouble: what happened, to which account or server, and what to do. Plain text. */
export function troubleSentence(trouble: Trouble, context: TroubleContext): string {
  const account = context.account === null ? t('trouble.serversAccount') : named(context.account);
  const target = targetOf(context, account);
  const marked =
    context.account === null ? account : t('trouble.account', { account: named(context.account) });
  const server = context.server === undefined ? '' : named(context.server);
  const values = { account, marked, server, target, provider: context.provider };
  const sentence = sentenceFor(trouble, context, {
    ...values,
    ...particulars(trouble, context),
  });
  return withDetail(sentence, trouble, context.provider);
}

/** A sentence of a trouble, and after it what its provider says of it. */
export function withDetail(sentence: string, trouble: Trouble, provider: string): string {
  const detail = 'detail' in trouble ? trouble.detail : null;
  return detail ? t('trouble.withDetail', { sentence, provider, detail: isolate(detail) }) : sentence;
}

function targetOf({ account, server }: TroubleContext, words: string): string {
  if (server === undefined) return words;
  return account === null ? named(server) : t('trouble.target', { server: named(server), account: words });
}

/** What passes: where nobody asked, the next refresh tries again; what was asked for is not repeated. */
const passing = ['rateLimited', 'unreachable', 'timedOut', 'providerError', 'notJson'] as const;
const aboutKeys = ['wrongKey', 'forbidden', 'keyMissing', 'keyDamaged'] as const;

function isOneOf<Kind extends TroubleKind>(kinds: readonly Kind[], kind: TroubleKind): kind is Kind {
  return kinds.some((one) => one === kind);
}

function sentenceFor(
  trouble: Trouble,
  { account, asked = false, inSettings = false }: TroubleContext,
  values: MessageValues,
): string {
  const { kind } = trouble;
  if (trouble.kind === 'notMade' && trouble.answered) return t('trouble.notMade.answered', values);
  if (trouble.kind === 'notDone' && trouble.answered) return t('trouble.notDone.answered', values);
  if (asked && isOneOf(passing, kind)) return t(`trouble.${kind}.asked`, values);
  if (inSettings && isOneOf(aboutKeys, kind)) return t(`trouble.${kind}.here`, values);
  if (kind === 'accountMissing' && account === null) return t('trouble.accountMissing.unnamed', values);
  if (kind === 'forbidden' && values.server === '') return t('trouble.forbidden.account', values);
  if (trouble.kind === 'gateClosed' && trouble.reason !== null) return t('trouble.gateClosed.reason', values);
  return t(`trouble.${kind}`, values);
}

function particulars(trouble: Trouble, context: TroubleContext): MessageValues {
  switch (trouble.kind) {
    case 'refused':
    case 'providerError':
    case 'notJson':
      return { status: trouble.status };
    case 'rateLimited':
      return { when: formatWhenWithin(trouble.retryAt, context.now ?? Date.now()) };
    case 'unexpectedShape':
    case 'internal':
      return { where: trouble.where };
    case 'gateClosed':
      return { reason: trouble.reason === null ? '' : isolate(trouble.reason) };
    case 'permissionMissing':
      return { origin: trouble.origin };
    default:
      return {};
  }
}

/** The longest name that a sentence carries; a longer one would bury what is said of it. */
const NAME_LENGTH = 60;

/** A person's or provider's name, fit to stand inside a sentence of which it takes at most so many letters. */
export function named(name: string, most: number = NAME_LENGTH): string {
  const letters = Array.from(name);
  return isolate(letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : name);
}

const TURNS_DIRECTION = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** A foreign text made safe to stand inside a sentence: what turns the writing direction stays within it. */
export function isolate(text: string): string {
  return TURNS_DIRECTION.test(text) ? `\u2068${text}\u2069` : text;
}
