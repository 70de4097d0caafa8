import { useState } from 'preact/hooks';
import type { Result } from '../../lib/model/messages';
import type { Trouble } from '../../lib/model/trouble';
import { t } from '../../lib/text/i18n';
import { usePassing } from './passing';

/** What became of the last change of one setting. */
export type Saving = {
  readonly isSaved: boolean;
  readonly trouble: Trouble | null;
  readonly track: (asking: Promise<Result<null>>) => Promise<void>;
};

export function useSaving(): Saving {
  const [result, setResult] = useState<Result<null> | null>(null);
  const isSaved = result !== null && result.ok;
  usePassing(isSaved, () => setResult(null));
  return {
    isSaved,
    trouble: result === null || result.ok ? null : result.trouble,
    async track(asking) {
      setResult(null);
      setResult(await asking);
    },
  };
}

/** Stands beside a setting: "Saved", for a while, or why not. */
export function SavingNote({ saving: { isSaved, trouble } }: { readonly saving: Saving }) {
  return (
    <>
      <span class="saved" role="status">
        {isSaved && t('options.saved')}
      </span>
      {trouble !== null && (
        <span class="failure" role="alert">
          {notSaved(trouble)}
        </span>
      )}
    </>
  );
}

function notSaved(trouble: Trouble): string {
  if (trouble.kind === 'noBackground') return t('options.notSaved');
  return t('options.notSaved.why', { where: trouble.kind === 'internal' ? trouble.where : trouble.kind });
}
