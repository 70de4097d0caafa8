import { TriangleAlert } from 'lucide';
import { useState } from 'preact/hooks';
import type { Overview } from '../../lib/fleet/types';
import { damageSentences } from '../../lib/text/damaged';
import { t } from '../../lib/text/i18n';
import { Icon } from '../icon';

/** Sentences that stand open; the others wait behind a button. */
const OPEN_SENTENCES = 2;

/** Names the stored records that did not open and were dropped. */
export function DamagedCard({ overview }: { readonly overview: Overview }) {
  const [unfolded, setUnfolded] = useState(false);
  const sentences = damageSentences(overview.damaged, overview);
  if (sentences.length === 0) return null;
  const folded = sentences.length - OPEN_SENTENCES;
  return (
    <section class="cards" aria-labelledby="damaged-title">
      <div class="card card-warning damaged">
        <Icon node={TriangleAlert} />
        <div class="card-text">
          <strong id="damaged-title">{t('damaged.title')}</strong>
          {(unfolded ? sentences : sentences.slice(0, OPEN_SENTENCES)).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {folded > 0 && (
          <div class="card-foot">
            <button
              type="button"
              class="link"
              aria-expanded={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              {unfolded ? t('popup.cards.fewer') : t('popup.card.andMore', { count: folded })}
            </button>
          </div>
        )}
      </div>
    </section>
  );
}
