import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { type TroubleContext, troubleSentence, withDetail } from '../../lib/text/trouble';

/** Why a number of the older API was not kept. What is not found is the number: the server itself is known. */
export function numberSentence(trouble: Trouble, number: string | null, context: TroubleContext): string {
  if (trouble.kind !== 'notFound' || number === null) {
    return troubleSentence(trouble, { ...context, asked: true });
  }
  const { provider } = context;
  return withDetail(t('options.legacy.unknown', { provider, id: number }), trouble, provider);
}
