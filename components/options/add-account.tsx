import { useId, useRef, useState } from 'preact/hooks';
import type { AccountRow } from '../../lib/fleet/types';
import type { Account, ProviderId } from '../../lib/model/account';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { providerText } from '../../lib/text/provider';
import { troubleSentence } from '../../lib/text/trouble';
import type { AddOutcome, OptionsActions } from './actions';
import { AddedLine } from './added-line';
import { KeyField, keyProblem, refusesKey } from './key-field';
import { KeyGuide } from './key-guide';
import { freeLabel, labelProblem } from './labels';
import { Field, OutcomeLine } from './outcome';

type Props = {
  readonly providers: readonly ProviderInfo[];
  readonly accounts: readonly AccountRow[];
  readonly labelsAt: (provider: ProviderId) => readonly string[];
  readonly onAdd: OptionsActions['addAccount'];
};

/** The form that adds an account: provider, label, key, and the browser's question in the same click. */
export function AddAccount({ providers, accounts, labelsAt, onAdd }: Props) {
  const [providerId, setProviderId] = useState<ProviderId>(providers[0]?.id ?? '');
  const [label, setLabel] = useState('');
  const [key, setKey] = useState('');
  const [working, setWorking] = useState(false);
  const [added, setAdded] = useState<Account | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const labelField = useRef<HTMLInputElement>(null);
  const keyField = useRef<HTMLInputElement>(null);
  const id = useId();
  const provider = providers.find((entry) => entry.id === providerId);
  if (!provider) return null;
  const takenLabels = labelsAt(provider.id);
  const defaultLabel = freeLabel(provider.name, takenLabels);

  const fail = (sentence: string, field = keyField) => {
    setFailure(sentence);
    field.current?.focus();
    field.current?.select();
  };

  const add = async (adding: Promise<AddOutcome>, name: string) => {
    setWorking(true);
    setFailure(null);
    const answer = await adding;
    setWorking(false);
    if (answer.kind === 'added') {
      setLabel('');
      setKey('');
      setAdded(answer.account);
    } else if (answer.kind === 'refused') {
      fail(t('options.add.refused', { origin: provider.apiOrigin }));
    } else {
      if (refusesKey(answer.trouble)) setKey('');
      fail(
        troubleSentence(answer.trouble, {
          account: name,
          provider: provider.name,
          asked: true,
          inSettings: true,
        }),
      );
    }
  };

  return (
    <section class="panel" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t('options.add')}</h2>
      <form
        autocomplete="off"
        onInput={() => setAdded(null)}
        onSubmit={(event) => {
          event.preventDefault();
          if (working || key.trim() === '') return;
          setAdded(null);
          const taken = labelProblem(label, takenLabels, provider.name);
          if (taken !== null) return fail(taken, labelField);
          const problem = keyProblem(key.trim());
          if (problem !== null) return fail(problem);
          const name = label.trim() === '' ? defaultLabel : label.trim();
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
                // The first event of a choice: after a later one, the form could already be drawn with the old choice.
                onInput={() => {
                  setProviderId(entry.id);
                  setFailure(null);
                }}
              />
              <span>{entry.name}</span>
            </label>
          ))}
        </fieldset>
        <div class="help">
          <p>{providerText(provider.id, 'keyScopes')}</p>
          <KeyGuide key={provider.id} provider={provider} isFirst={accounts.length === 0} />
          <p class="links">
            <a href={provider.docsUrl} target="_blank" rel="noreferrer">
              {t('options.add.docsLink', { provider: provider.name })}
            </a>
          </p>
        </div>
        <div class="fields">
          <Field label={t('options.add.label')} for={`${id}-label`} help={t('options.add.labelHelp')}>
            <input
              ref={labelField}
              id={`${id}-label`}
              class="input"
              dir="auto"
              autocomplete="off"
              maxLength={80}
              placeholder={defaultLabel}
              value={label}
              onInput={(event) => setLabel(event.currentTarget.value)}
            />
          </Field>
          <KeyField
            id={`${id}-key`}
            label={t('options.add.key')}
            value={key}
            field={keyField}
            onInput={setKey}
          />
        </div>
        <div class="help muted">
          <p>{t('options.add.privacy', { origin: provider.apiOrigin })}</p>
          <p>{t('options.add.permission', { origin: provider.apiOrigin })}</p>
        </div>
        <div class="actions">
          <button type="submit" class="button primary" aria-disabled={working}>
            {working ? t('options.working') : t('options.add.button')}
          </button>
        </div>
        <OutcomeLine outcome={failure === null ? null : { good: false, sentence: failure }} />
        {added !== null && (
          <AddedLine key={added.id} added={added} accounts={accounts} onOver={() => setAdded(null)} />
        )}
      </form>
    </section>
  );
}
