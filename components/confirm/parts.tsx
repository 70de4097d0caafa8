import type { ComponentChildren } from 'preact';
import type { ServerRow } from '../../lib/fleet/types';
import { t } from '../../lib/text/i18n';

/** Who it is about: provider, account, address. */
export function Whose({ row }: { readonly row: ServerRow }) {
  const { server } = row.stored;
  return (
    <p class="muted">
      <Named parts={[row.providerName, row.account.label, ...server.addresses.slice(0, 1)]} />
    </p>
  );
}

/** Names in a line, each in its own writing direction. */
export function Named({ parts }: { readonly parts: readonly string[] }) {
  return (
    <>
      {parts.map((part, index) => (
        <span key={index}>
          {index > 0 && ' · '}
          <bdi>{part}</bdi>
        </span>
      ))}
    </>
  );
}

/** What is known, each fact with its name. Those without a value are left out. */
export function Facts({ facts }: { readonly facts: readonly (readonly [string, string | null])[] }) {
  const known = facts.filter(([, value]) => value !== null);
  if (known.length === 0) return null;
  return (
    <dl class="confirm-facts">
      {known.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What cannot be had back, and what else happens. */
export function Loss({ lost, also }: { readonly lost: string; readonly also?: ComponentChildren }) {
  return (
    <p class="confirm-loss">
      <strong>{lost}</strong> {also}
    </p>
  );
}

export function PanelLink({ row }: { readonly row: ServerRow }) {
  return (
    <a class="button" href={row.stored.server.panelUrl} target="_blank" rel="noreferrer">
      {t('confirm.openPanel', { provider: row.providerName })}
    </a>
  );
}

/** The way out, and beside it what may be done. */
export function Buttons(props: {
  readonly over: boolean;
  readonly onClose: () => void;
  readonly children?: ComponentChildren;
}) {
  return (
    <p class="confirm-buttons">
      <button type="button" class="button" onClick={props.onClose}>
        {props.over ? t('confirm.close') : t('create.cancel')}
      </button>
      {props.children}
    </p>
  );
}
