import { useEffect, useRef, useState } from 'preact/hooks';
import type { LockState } from '../../lib/model/lock';
import type { Settings } from '../../lib/model/settings';
import { t } from '../../lib/text/i18n';
import { lockSentence } from '../../lib/text/lock';
import type { OptionsActions } from './actions';
import { LockAfter } from './lock-after';
import { type Outcome, OutcomeLine } from './outcome';
import { PassphraseForm } from './passphrase-form';
import type { ChangeSettings } from './use-settings';

type Props = {
  readonly lock: LockState | null;
  readonly settings: Settings;
  readonly onChange: ChangeSettings;
  readonly actions: Pick<
    OptionsActions,
    'setPassphrase' | 'changePassphrase' | 'removePassphrase' | 'lockNow'
  >;
};

const FORMS = ['change', 'remove'] as const;
type FormName = (typeof FORMS)[number];

/** The passphrase that seals the keys and the stored fleet: set, changed, removed, and when it is asked for. */
export function Passphrase({ lock, settings, onChange, actions }: Props) {
  const [form, setForm] = useState<FormName | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const openers = useRef<HTMLDivElement>(null);
  const isSet = lock !== null && lock.kind === 'open';
  useEffect(() => {
    // The form took the focus with it; where a person has moved on meanwhile, it stays there.
    if (outcome !== null && document.activeElement === document.body) heading.current?.focus();
  }, [isSet, outcome]);

  if (lock === null || lock.kind === 'locked') return null;
  const close = () => {
    openers.current?.querySelector<HTMLElement>('[aria-expanded=true]')?.focus();
    setForm(null);
  };
  const done = (sentence: string) => {
    close();
    setOutcome({ good: true, sentence });
  };
  const lockNow = async () => {
    setOutcome(null);
    const result = await actions.lockNow();
    if (!result.ok) setOutcome({ good: false, sentence: lockSentence(result.trouble) });
  };

  return (
    <section class="panel settings" aria-labelledby="passphrase-title">
      <h2 id="passphrase-title" ref={heading} tabIndex={-1}>
        {t('options.passphrase')}
      </h2>
      <p class="muted">{t(isSet ? 'options.passphrase.isSet' : 'options.passphrase.none')}</p>
      <OutcomeLine outcome={outcome} />
      {!isSet && (
        <>
          <p class="muted">{t('options.passphrase.cost')}</p>
          <PassphraseForm
            button={t('options.passphrase.set')}
            asksCurrent={false}
            asksNext
            onAsk={(_, next) => actions.setPassphrase(next)}
            onDone={() => done(t('options.passphrase.set.done'))}
          />
        </>
      )}
      {isSet && (
        <>
          <div class="actions" ref={openers}>
            <button type="button" class="button" onClick={() => void lockNow()}>
              {t('lock.now')}
            </button>
            {FORMS.map((name) => (
              <button
                key={name}
                type="button"
                class={name === 'remove' ? 'button danger' : 'button'}
                aria-expanded={form === name}
                onClick={() => {
                  setOutcome(null);
                  setForm(form === name ? null : name);
                }}
              >
                {t(`options.passphrase.${name}`)}
              </button>
            ))}
          </div>
          {form === 'change' && (
            <PassphraseForm
              button={t('options.passphrase.change.save')}
              asksCurrent
              asksNext
              onAsk={actions.changePassphrase}
              onDone={() => done(t('options.passphrase.change.done'))}
              onCancel={close}
            />
          )}
          {form === 'remove' && (
            <>
              <p class="muted">{t('options.passphrase.remove.text')}</p>
              <PassphraseForm
                button={t('options.passphrase.remove.save')}
                isDanger
                asksCurrent
                asksNext={false}
                onAsk={(current) => actions.removePassphrase(current)}
                onDone={() => done(t('options.passphrase.remove.done'))}
                onCancel={close}
              />
            </>
          )}
          <LockAfter lockAfterMs={settings.lockAfterMs} onChange={onChange} />
        </>
      )}
    </section>
  );
}
