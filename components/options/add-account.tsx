import { useId, useState } from 'preact/hooks';
import type { ProviderId } from '../../lib/model/account';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { providerText } from '../../lib/text/provider';
import { named, troubleSentence } from '../../lib/text/trouble';
import type { AddOutcome, OptionsActions } from './actions';
import { KeyField, keyProblem } from './key-field';
import { Field, type Outcome, OutcomeLine } from './outcome';

type Props = {
  readonly providers: readonly ProviderInfo[];
  readonly onAdd: OptionsActions['addAccount'];
};

/** The form that adds an account: provider, label, key, and the browser's question in the same click. */
export function AddAccount({ providers, onAdd }: Props) {
  const [providerId, setProviderId] = useState<ProviderId>(providers[0]?.id ?? '');
  const [label, setLabel] = useState('');
  const [key, setKey] = useState('');
  const [working, setWorking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const id = useId();
  const provider = providers.find((entry) => entry.id === providerId);
  if (!provider) return null;

  const add = async (adding: Promise<AddOutcome>, name: string) => {
    setWorking(true);
    setOutcome(null);
    const answer = await adding;
    setWorking(false);
    setKey('');
    if (answer.kind === 'added') setLabel('');
    setOutcome(outcomeOf(answer, name, provider));
  };

  return (
    <section class="panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('options.add')}</h2>
      <form
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (working || key.trim() === '') return;
          const problem = keyProblem(key.trim());
          if (problem !== null) {
            setKey('');
            setOutcome({ good: false, sentence: problem });
            return;
          }
          const name = label.trim() === '' ? provider.name : label.trim();
          // Nothing may be awaited before this: the browser ties its question to the click.
          void add(onAdd(provider.id, name, key.trim()), name);
        }}
      >
        <fieldset class="providers">
          <legend>{t('options.add.provider')}</legend>
          {providers.map((entry) => (
            <label key={entry.id} class="provider">
              <input
                type="radio"
                name="provider"
                value={entry.id}
                checked={entry.id === provider.id}
                onChange={() => setProviderId(entry.id)}
              />
              <span>{entry.name}</span>
            </label>
          ))}
        </fieldset>
        <div class="help">
          <p>{providerText(provider.id, 'keyScopes')}</p>
          <p>
            {providerText(provider.id, 'keyHelp')}{' '}
            <a href={provider.keysUrl} target="_blank" rel="noreferrer">
              {t('options.add.keysLink', { provider: provider.name })}
            </a>
            {' · '}
            <a href={provider.docsUrl} target="_blank" rel="noreferrer">
              {t('options.add.docsLink', { provider: provider.name })}
            </a>
          </p>
        </div>
        <div class="fields">
          <Field label={t('options.add.label')} for={`${id}-label`} help={t('options.add.labelHelp')}>
            <input
              id={`${id}-label`}
              class="input"
              dir="auto"
              autocomplete="off"
              maxLength={80}
              placeholder={provider.name}
              value={label}
              onInput={(event) => setLabel(event.currentTarget.value)}
            />
          </Field>
          <KeyField id={`${id}-key`} label={t('options.add.key')} value={key} onInput={setKey} />
        </div>
        <p class="muted">
          {t('options.add.privacy', { origin: provider.apiOrigin })}{' '}
          {t('options.add.permission', { origin: provider.apiOrigin })}
        </p>
        <div class="actions">
          <button type="submit" class="button primary" aria-disabled={working}>
            {working ? t('options.working') : t('options.add.button')}
          </button>
        </div>
        <OutcomeLine outcome={outcome} />
      </form>
    </section>
  );
}

function outcomeOf(answer: AddOutcome, name: string, provider: ProviderInfo): Outcome {
  switch (answer.kind) {
    case 'added':
      return { good: true, sentence: t('options.add.done', { account: named(answer.account.label) }) };
    case 'refused':
      return { good: false, sentence: t('options.add.refused', { origin: provider.apiOrigin }) };
    case 'failed':
      return {
        good: false,
        sentence: troubleSentence(answer.trouble, { account: name, provider: provider.name }),
      };
  }
}
