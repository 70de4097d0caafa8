import { useRef, useState } from 'preact/hooks';
import { t } from '../../lib/text/i18n';
import type { OptionsActions } from './actions';
import { type Outcome, OutcomeLine } from './outcome';

type Props = Pick<OptionsActions, 'diagnostics' | 'copyText'>;

/** Text for a report of a fault: shown in full before it is copied, so that a person sees what is given away. */
export function Report({ diagnostics, copyText }: Props) {
  const [working, setWorking] = useState(false);
  const [text, setText] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const box = useRef<HTMLTextAreaElement>(null);

  const gather = async () => {
    setWorking(true);
    setOutcome(null);
    const result = await diagnostics();
    setWorking(false);
    if (result.ok) setText(result.value.text);
    else setOutcome({ good: false, sentence: t('options.report.failed') });
  };
  const copy = async (shown: string) => {
    setOutcome(null);
    if (await copyText(shown)) return setOutcome({ good: true, sentence: t('options.report.copied') });
    box.current?.select();
    setOutcome({ good: false, sentence: t('options.report.notCopied') });
  };

  return (
    <section class="panel settings report" aria-labelledby="report-title">
      <h2 id="report-title">{t('options.report')}</h2>
      <p class="muted">{t('options.report.help')}</p>
      {text !== null && (
        <textarea
          ref={box}
          class="input"
          readOnly
          rows={10}
          aria-label={t('options.report.text')}
          value={text}
        />
      )}
      <div class="actions">
        {text !== null && (
          <button type="button" class="button primary" onClick={() => void copy(text)}>
            {t('options.report.copy')}
          </button>
        )}
        <button
          type="button"
          class="button"
          aria-disabled={working}
          onClick={() => {
            if (!working) void gather();
          }}
        >
          {t(text === null ? 'options.report.show' : 'options.report.again')}
        </button>
      </div>
      <OutcomeLine outcome={outcome} />
    </section>
  );
}
