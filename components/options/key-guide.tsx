import { useState } from 'preact/hooks';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { providerRight, providerText } from '../../lib/text/provider';

type Props = {
  readonly provider: ProviderInfo;
  /** Nobody has added an account yet: then it stands open. */
  readonly isFirst: boolean;
};

/** How a key is made at a provider: where, what may be ticked and what each tick is good for; folded for who knows it. */
export function KeyGuide({ provider, isFirst }: Props) {
  const [open, setOpen] = useState(isFirst);
  const { id, name } = provider;
  return (
    <details class="guide" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('options.guide', { provider: name })}</summary>
      <ol>
        <li>
          <p>{providerText(id, 'keyHelp')}</p>
          <p>
            <a href={provider.keysUrl} target="_blank" rel="noreferrer">
              {t('options.add.keysLink', { provider: name })}
            </a>
          </p>
        </li>
        <li>
          <p>{t('options.guide.rights')}</p>
          <ul class="rights">
            {provider.keyRights.map((word, at) => (
              <li key={word ?? at}>
                {word !== null && <code>{word}</code>}
                <span>{providerRight(id, at + 1)}</span>
              </li>
            ))}
          </ul>
        </li>
        <li>
          <p>{t('options.guide.paste')}</p>
        </li>
      </ol>
    </details>
  );
}
