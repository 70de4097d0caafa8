import type { ImportOutcome, NamedAccount } from '../../lib/model/messages';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { isolate } from '../../lib/text/trouble';

/** What became of an import: the background's word, or why it never got there. */
export type ImportEnd = {
  readonly file: string;
  readonly outcome: ImportOutcome | 'tooLarge' | 'unreadable' | 'unanswered';
};

type Props = {
  readonly working: boolean;
  readonly end: ImportEnd | null;
  readonly providers: readonly ProviderInfo[];
};

export function ImportReport({ working, end, providers }: Props) {
  return (
    <div role="status">
      {working && <p class="muted">{t('options.import.working')}</p>}
      {end !== null && <End {...end} providers={providers} />}
    </div>
  );
}

function End({ file, outcome, providers }: ImportEnd & Pick<Props, 'providers'>) {
  if (typeof outcome === 'string') return <p class="failure">{t(`options.import.${outcome}`, { file })}</p>;
  if (outcome.kind === 'refused') return <Faults file={file} wrong={outcome.wrong} />;
  return (
    <div class="success">
      <p>{t('options.import.done', { file })}</p>
      {outcome.missing.length > 0 && (
        <>
          <p>{t('options.import.missing', { count: outcome.missing.length })}</p>
          <ul class="bullets">
            {outcome.missing.map((account) => (
              <li key={`${account.provider} ${account.label}`}>{nameOf(account, providers)}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

type FaultsProps = {
  readonly file: string;
  readonly wrong: Extract<ImportOutcome, { kind: 'refused' }>['wrong'];
};

/** As many as a person mends before trying again. */
const MOST_FAULTS = 20;

function Faults({ file, wrong }: FaultsProps) {
  return (
    <div class="failure">
      <p>{t('options.import.wrong', { file, count: wrong.length })}</p>
      <ul class="bullets">
        {wrong.slice(0, MOST_FAULTS).map(({ field, why }, index) => (
          <li key={`${index} ${field}`}>
            {field !== '' && (
              <>
                <code dir="ltr">{field}</code>{' '}
              </>
            )}
            {t(`options.import.fault.${why}`)}
          </li>
        ))}
      </ul>
      {wrong.length > MOST_FAULTS && (
        <p>{t('options.import.wrongMore', { count: wrong.length - MOST_FAULTS })}</p>
      )}
    </div>
  );
}

function nameOf({ provider, label }: NamedAccount, providers: readonly ProviderInfo[]): string {
  const name = providers.find(({ id }) => id === provider)?.name ?? provider;
  return t('options.import.account', { provider: name, account: isolate(label) });
}
