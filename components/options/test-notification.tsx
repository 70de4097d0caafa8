import { useEffect, useRef, useState } from 'preact/hooks';
import type { TestOutcome } from '../../lib/model/messages';
import { t } from '../../lib/text/i18n';
import { isolate } from '../../lib/text/trouble';
import type { OptionsActions } from './actions';
import type { Surroundings } from './system';

type Props = {
  readonly surroundings: Surroundings;
  readonly onTest: OptionsActions['testNotification'];
};

type Stage = { readonly kind: 'idle' | 'sending' | 'seen' | 'notSeen' | 'unanswered' } | TestOutcome;

/** Sends a notification, says what the browser answered, and asks what only the person knows. */
export function TestNotification({ surroundings, onTest }: Props) {
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const answer = useRef<HTMLDivElement>(null);
  const isAnswered = stage.kind === 'seen' || stage.kind === 'notSeen';
  useEffect(() => {
    // The question's buttons went with the press on one of them.
    if (isAnswered) answer.current?.focus();
  }, [isAnswered]);

  const send = async () => {
    setStage({ kind: 'sending' });
    const result = await onTest();
    setStage(result.ok ? result.value : { kind: 'unanswered' });
  };

  return (
    <div class="test-notification">
      <button
        type="button"
        class="button"
        aria-disabled={stage.kind === 'sending'}
        onClick={() => {
          if (stage.kind !== 'sending') void send();
        }}
      >
        {t('options.test')}
      </button>
      <div role="status" tabIndex={-1} ref={answer}>
        {stage.kind === 'sending' && <p class="muted">{t('options.test.sending')}</p>}
        {stage.kind === 'handedOver' && (
          <div class="question">
            <p>{t('options.test.handedOver')}</p>
            <button type="button" class="button" onClick={() => setStage({ kind: 'seen' })}>
              {t('options.test.yes')}
            </button>
            <button type="button" class="button" onClick={() => setStage({ kind: 'notSeen' })}>
              {t('options.test.no')}
            </button>
          </div>
        )}
        {stage.kind === 'seen' && <p class="success">{t('options.test.works')}</p>}
        {stage.kind === 'refused' && (
          <p class="failure">{t('options.test.refused', { why: isolate(stage.why) })}</p>
        )}
        {stage.kind === 'unanswered' && <p class="failure">{t('options.test.unanswered')}</p>}
        {(stage.kind === 'notSeen' || stage.kind === 'refused') && <Switches {...surroundings} />}
      </div>
    </div>
  );
}

/** Where the switches are that no extension can see. */
function Switches({ system, browser }: Surroundings) {
  return (
    <div class="help">
      <p>{t('options.test.where')}</p>
      <ul class="bullets">
        <li>{t(`options.test.system.${system}`, { browser: t(`options.test.browserName.${browser}`) })}</li>
        <li>{t(`options.test.browser.${browser}`)}</li>
      </ul>
    </div>
  );
}
