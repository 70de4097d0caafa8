import { useId } from 'preact/hooks';
import { t } from '../../lib/text/i18n';

type Props = {
  readonly label: string;
  /** What is missing before it may be pressed; null where nothing is. */
  readonly missing: string | null;
  /** The provider that is being asked; null while nobody is. */
  readonly asking: string | null;
  readonly onConfirm: () => void;
  /** It was pressed too early: leads to what is missing. */
  readonly onMissing: () => void;
};

/** The button that makes it happen. No form has it, so that the Enter key in a field presses nothing. */
export function DangerButton({ label, missing, asking, onConfirm, onMissing }: Props) {
  const reason = useId();
  const isOff = missing !== null || asking !== null;
  return (
    <>
      {missing !== null && (
        <span id={reason} class="hidden">
          {missing}
        </span>
      )}
      <button
        type="button"
        class="button danger-filled"
        aria-disabled={isOff}
        aria-describedby={missing === null ? undefined : reason}
        title={missing ?? undefined}
        onClick={() => {
          if (!isOff) onConfirm();
          else if (asking === null) onMissing();
        }}
      >
        {asking === null ? label : t('confirm.restore.sending', { provider: asking })}
      </button>
    </>
  );
}
