import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/text/i18n';
import { lockSentence } from '../../lib/text/lock';
import type { LockActions } from './actions';

/** The way out without the passphrase: says what it costs, and asks once more. */
export function Forgotten({ onForget }: { readonly onForget: LockActions['forgetPassphrase'] }) {
  const [open, setOpen] = useState(false);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const wayBack = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) wayBack.current?.focus();
  }, [open]);

  const wipe = async () => {
    setWorking(true);
    setProblem(null);
    const result = await onForget();
    if (result.ok) return;
    setWorking(false);
    setProblem(lockSentence(result.trouble));
  };
  const close = () => {
    setOpen(false);
    setProblem(null);
    opener.current?.focus();
  };

  return (
    <div class="forgotten">
      <button
        ref={opener}
        type="button"
        class="link"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => (open ? close() : setOpen(true))}
      >
        {t('lock.forgotten')}
      </button>
      {open && (
        <div id={id} class="forgotten-text">
          <p>{t('lock.forgotten.text')}</p>
          <ul class="bullets">
            <li>{t('lock.forgotten.wiped')}</li>
            <li>{t('lock.forgotten.stays')}</li>
            <li>{t('lock.forgotten.providers')}</li>
          </ul>
          {problem !== null && (
            <p class="failure" role="alert">
              {problem}
            </p>
          )}
          <div class="lock-actions">
            <button ref={wayBack} type="button" class="button" onClick={close}>
              {t('options.cancel')}
            </button>
            <button
              type="button"
              class="button danger"
              aria-disabled={working}
              onClick={() => {
                if (!working) void wipe();
              }}
            >
              {t(working ? 'lock.forgotten.working' : 'lock.forgotten.confirm')}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}
