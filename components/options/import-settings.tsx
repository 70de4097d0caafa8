import { useId, useRef, useState } from 'preact/hooks';
import type { ProviderInfo } from '../../lib/providers/origins';
import { t } from '../../lib/text/i18n';
import { isolate } from '../../lib/text/trouble';
import type { OptionsActions } from './actions';
import { type ImportEnd, ImportReport } from './import-report';

type Props = {
  readonly providers: readonly ProviderInfo[];
  readonly onImport: OptionsActions['importSettings'];
};

/** No export comes near it; what is larger is another file, chosen by mistake. */
const MAX_BYTES = 1_000_000;

export function ImportSettings({ providers, onImport }: Props) {
  const [end, setEnd] = useState<ImportEnd | null>(null);
  const [working, setWorking] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const id = useId();

  const take = async (file: File) => {
    setWorking(true);
    setEnd(null);
    setEnd({ ...(await endOf(file, onImport)), file: isolate(file.name) });
    setWorking(false);
  };

  return (
    <div class="transfer">
      <button
        type="button"
        class="button"
        aria-disabled={working}
        aria-describedby={`${id}-help`}
        onClick={() => {
          if (!working) chooser.current?.click();
        }}
      >
        {t('options.import')}
      </button>
      <p class="muted" id={`${id}-help`}>
        {t('options.import.help')}
      </p>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={t('options.import.file')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void take(file);
          // The same file, mended, can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <ImportReport working={working} end={end} providers={providers} />
    </div>
  );
}

async function endOf(
  file: File,
  onImport: OptionsActions['importSettings'],
): Promise<Omit<ImportEnd, 'file'>> {
  if (file.size > MAX_BYTES) return { outcome: 'tooLarge' };
  const text = await textOf(file);
  if (text === null) return { outcome: 'unreadable' };
  const result = await onImport(text);
  return { outcome: result.ok ? result.value : 'unanswered' };
}

/** Null where the file was moved, or may not be read. */
async function textOf(file: File): Promise<string | null> {
  try {
    return await file.text();
  } catch {
    return null;
  }
}
