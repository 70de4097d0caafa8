import { Download, ExternalLink } from 'lucide';
import type { Ref } from 'preact';
import type { ServerRow } from '../../lib/fleet/types';
import { hasEnded } from '../../lib/model/operation';
import { t } from '../../lib/text/i18n';
import { underWayWords } from '../../lib/text/operation-row';
import { named } from '../../lib/text/trouble';
import { Icon } from '../icon';
import { IconButton } from '../icon-button';
import { asksFirst, withheldReason } from './create-reason';
import { isUnderWay } from './progress';

type Props = {
  readonly row: ServerRow;
  readonly asking: boolean;
  readonly buttonRef: Ref<HTMLButtonElement> | null;
  /** Where the keyboard reaches it in another way than one by one. */
  readonly tabIndex?: number;
  readonly onToggle: () => void;
  /** Opens the page that says what the backup would cost, and asks. */
  readonly onAsk: () => void;
};

/** The one action of a row: "Back up now", "Back up now…" where it is not free, or the way to the panel where the provider has no call for it. */
export function CreateAction({ row, asking, buttonRef, tabIndex, onToggle, onAsk }: Props) {
  const server = named(row.stored.server.name);
  const provider = row.providerName;
  if (row.create.kind === 'notOffered') {
    return (
      <a
        class="icon-button"
        tabIndex={tabIndex}
        href={row.stored.server.panelUrl}
        target="_blank"
        rel="noreferrer"
        aria-label={t('create.named.panel', { provider, server })}
        title={t('create.title.panel', { provider })}
      >
        <Icon node={ExternalLink} size={17} />
      </a>
    );
  }
  const running = row.operation !== null && !hasEnded(row.operation) ? row.operation : null;
  const asks = asksFirst(row);
  const busy = row.create.kind === 'running' || (isUnderWay(row) && row.create.kind !== 'offered');
  const label = busy
    ? underWayWords(running, server)
    : t(asks ? 'create.named.asks' : 'create.named', { server });
  return (
    <IconButton
      icon={Download}
      buttonRef={buttonRef}
      tabIndex={tabIndex}
      label={label}
      title={(busy ? null : withheldReason(row)) ?? label}
      class={row.create.kind === 'offered' ? '' : 'withheld'}
      busy={busy}
      {...(asks ? {} : { expanded: asking })}
      onClick={asks ? onAsk : onToggle}
    />
  );
}
