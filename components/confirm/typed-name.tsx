import type { Ref } from 'preact';
import { useId } from 'preact/hooks';
import { isTypedName, nameToType } from '../../lib/fleet/impact/typed-name';
import type { Server } from '../../lib/model/server';
import { t } from '../../lib/text/i18n';

type Props = {
  readonly server: Server;
  readonly typed: string;
  readonly fieldRef: Ref<HTMLInputElement>;
  readonly readOnly: boolean;
  readonly onType: (typed: string) => void;
};

/** Asks for the server's name, so that nobody means another server. */
export function TypedName({ server, typed, fieldRef, readOnly, onType }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {t('confirm.type.before')} <bdi class="confirm-name">{nameToType(server)}</bdi>{' '}
        {t('confirm.type.after')}
      </label>
      <input
        id={id}
        ref={fieldRef}
        class="input"
        dir="auto"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        readOnly={readOnly}
        value={typed}
        onInput={(event) => onType(event.currentTarget.value)}
      />
      <span class="hidden" role="status">
        {isTypedName(server, typed) ? t('confirm.type.matches') : ''}
      </span>
    </div>
  );
}
