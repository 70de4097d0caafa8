import { useEffect, useRef, useState } from 'preact/hooks';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { lockSentence } from '../../lib/text/lock';
import type { LockActions } from './actions';
import { PassphraseField, takeFrom } from './passphrase-field';

/** Asks for the passphrase. Once it was right, the page itself takes the place of the form. */
export function UnlockForm({ onUnlock }: { readonly onUnlock: LockActions['unlock'] }) {
  const [working, setWorking] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);

  const unlock = async () => {
    const passphrase = takeFrom(field);
    if (passphrase === '') return;
    setWorking(true);
    setTrouble(null);
    const result = await onUnlock(passphrase);
    if (result.ok) return;
    setWorking(false);
    setTrouble(result.trouble);
    field.current?.focus();
  };

  const isWrong = trouble !== null && trouble.kind === 'wrongPassphrase';
  return (
    <form
      class="passphrases"
      aria-busy={working}
      onSubmit={(event) => {
        event.preventDefault();
        if (!working) void unlock();
      }}
    >
      <PassphraseField
        label={t('lock.passphrase')}
        field={field}
        autocomplete="current-password"
        problem={isWrong ? lockSentence(trouble) : null}
        busy={working}
      />
      {trouble !== null && !isWrong && (
        <p class="failure" role="alert">
          {lockSentence(trouble)}
        </p>
      )}
      <div class="lock-actions">
        <button type="submit" class="button primary" aria-disabled={working}>
          {t(working ? 'lock.unlocking' : 'lock.unlock')}
        </button>
      </div>
    </form>
  );
}
