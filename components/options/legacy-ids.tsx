import { useId, useState } from 'preact/hooks';
import type { Account, ServerId } from '../../lib/model/account';
import type { Result } from '../../lib/model/messages';
import type { Server } from '../../lib/model/server';
import { t } from '../../lib/text/i18n';
import { named } from '../../lib/text/trouble';
import { numberSentence } from './number-words';
import { type Outcome, OutcomeLine } from './outcome';

type SetLegacyId = (serverId: ServerId, legacyId: string | null) => Promise<Result<null>>;

type Props = {
  readonly account: Account;
  readonly providerName: string;
  readonly servers: readonly Server[];
  readonly onSet: SetLegacyId;
};

/** The numbers that a provider's older API knows its servers by, typed in where someone has them. */
export function LegacyIds({ account, providerName, servers, onSet }: Props) {
  return (
    <details class="legacy">
      <summary>{t('options.legacy', { provider: providerName })}</summary>
      <p class="muted">{t('options.legacy.text')}</p>
      <ul>
        {servers.map((server) => (
          <LegacyId
            key={server.id}
            server={server}
            account={account}
            providerName={providerName}
            onSet={onSet}
          />
        ))}
      </ul>
    </details>
  );
}

type RowProps = Omit<Props, 'servers'> & { readonly server: Server };

function LegacyId({ server, account, providerName, onSet }: RowProps) {
  const known = account.legacyIds[server.id];
  const [value, setValue] = useState(known ?? '');
  const [working, setWorking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const id = useId();
  const name = named(server.name);

  const set = async (legacyId: string | null) => {
    setWorking(true);
    setOutcome(null);
    const result = await onSet(server.id, legacyId);
    setWorking(false);
    if (!result.ok) {
      const context = {
        account: account.label,
        provider: providerName,
        server: server.name,
        inSettings: true,
      };
      setOutcome({ good: false, sentence: numberSentence(result.trouble, legacyId, context) });
      return;
    }
    if (legacyId === null) setValue('');
    setOutcome({
      good: true,
      sentence:
        legacyId === null
          ? t('options.legacy.forgotten', { server: name })
          : t('options.legacy.kept', { server: name, id: legacyId }),
    });
  };

  return (
    <li>
      <form
        class="legacy-row"
        autocomplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (working) return;
          if (/^[1-9]\d{0,15}$/.test(value.trim())) void set(value.trim());
          else setOutcome({ good: false, sentence: t('options.legacy.notNumber') });
        }}
      >
        <label for={id} class="clip" title={server.name}>
          <bdi aria-hidden="true">{server.name}</bdi>
          <span class="hidden">{t('options.legacy.field', { server: name, provider: providerName })}</span>
        </label>
        <input
          id={id}
          class="input"
          inputMode="numeric"
          autocomplete="off"
          placeholder={t('options.legacy.placeholder')}
          value={value}
          onInput={(event) => {
            setValue(event.currentTarget.value);
            setOutcome(null);
          }}
        />
        <button type="submit" class="button" aria-disabled={working}>
          {working ? t('options.working') : t('options.legacy.check')}
        </button>
        {known !== undefined && (
          <button type="button" class="button" onClick={() => void set(null)}>
            {t('options.legacy.forget')}
          </button>
        )}
      </form>
      <OutcomeLine outcome={outcome} />
    </li>
  );
}
