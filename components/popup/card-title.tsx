import type { EpochMs } from '../../lib/model/time';
import { findingTitle, findingTitleOfMany, findingWords, nameOf } from '../../lib/text/finding';
import { t } from '../../lib/text/i18n';
import { type Card, headOf } from './cards';
import { WithName } from './with-name';

type Props = { readonly card: Card; readonly now: EpochMs };

/** The title of a card, in which a long name alone gives way. */
export function CardTitle({ card, now }: Props) {
  const { finding } = headOf(card).title;
  if (card.about === 'network' || card.about === 'servers') {
    return <>{plainTitle(card, now)}</>;
  }
  return <WithName name={nameOf(finding.subject)} sentence={(name) => findingTitle(finding, now, name)} />;
}

/** The same as plain text, for the name of a button. */
export function plainTitle(card: Card, now: EpochMs): string {
  const { finding } = headOf(card).title;
  if (card.about === 'servers') return findingTitleOfMany(finding, card.rows.length);
  if (card.about !== 'network') return findingWords(finding, now).title;
  return card.all ? t('popup.card.noneReached') : t('popup.card.notReached', { count: card.count });
}
