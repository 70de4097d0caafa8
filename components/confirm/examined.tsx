import type { ComponentChildren } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import type { EpochMs } from '../../lib/model/time';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { named, troubleSentence } from '../../lib/text/trouble';
import type { ConfirmActions } from './actions';
import { Buttons, Whose } from './parts';
import { Retitle, Title } from './title';

type Phase =
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly trouble: Trouble }
  /** The answer came; the reading itself is there once the row carries one that began no earlier. */
  | { readonly kind: 'read'; readonly askedAt: EpochMs };

type Props = {
  readonly row: ServerRow;
  readonly title: string;
  readonly actions: ConfirmActions;
  readonly children: (again: () => void) => ComponentChildren;
};

/**
 * The page about a server: its question, who it is about, and what is asked, which stands only on a reading that was
 * made since the page was opened. What is stored from before is never confirmed.
 */
export function Examined({ row, title, actions, children }: Props) {
  const [phase, setPhase] = useState<Phase>({ kind: 'reading' });
  const [instead, setInstead] = useState<string | null>(null);
  const server = named(row.stored.server.name);

  const examine = useCallback(async () => {
    const askedAt = Date.now();
    setPhase({ kind: 'reading' });
    const result = await actions.examine(row);
    setPhase(result.ok ? { kind: 'read', askedAt } : { kind: 'failed', trouble: result.trouble });
  }, [row.key, actions]);
  useEffect(() => void examine(), [examine]);

  const { readAt } = row.stored;
  const isRead = phase.kind === 'read' && readAt !== null && readAt >= phase.askedAt;
  return (
    <Retitle.Provider value={setInstead}>
      <Title text={instead ?? title} />
      <Whose row={row} />
      {isRead ? (
        children(() => void examine())
      ) : phase.kind === 'failed' ? (
        <>
          <p class="failure" role="alert">
            {t('confirm.examine.failed', {
              why: troubleSentence(phase.trouble, {
                account: row.account.label,
                provider: row.providerName,
                server: row.stored.server.name,
                asked: true,
              }),
            })}
          </p>
          <Buttons over={false} onClose={actions.close}>
            <button type="button" class="button primary" onClick={() => void examine()}>
              {t('confirm.examine.again')}
            </button>
          </Buttons>
        </>
      ) : (
        <>
          <p class="muted" role="status">
            {t('confirm.examine', { server, provider: row.providerName })}
          </p>
          <Buttons over={false} onClose={actions.close} />
        </>
      )}
    </Retitle.Provider>
  );
}
