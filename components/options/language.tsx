import { Languages } from 'lucide';
import { type LanguageChoice, languages } from '../../lib/model/settings';
import { languageName, t } from '../../lib/text/i18n';
import { Icon } from '../icon';
import { SelectSetting } from './select-setting';
import type { ChangeSettings } from './use-settings';

type Props = { readonly language: LanguageChoice; readonly onChange: ChangeSettings };

/** The language of Lastgood. Each one is named in itself, for who cannot read the one that is set. */
export function Language({ language, onChange }: Props) {
  const choices: readonly LanguageChoice[] = ['auto', ...languages];
  return (
    <section class="panel settings" aria-labelledby="language-title">
      <h2 id="language-title" class="icon-title">
        <Icon node={Languages} /> {t('options.language')}
      </h2>
      <SelectSetting
        label={t('options.language.field')}
        value={language}
        options={choices.map((choice) =>
          choice === 'auto'
            ? { value: choice, text: t('options.language.auto') }
            : { value: choice, text: languageName(choice), lang: choice },
        )}
        onChoose={(value) => onChange({ language: choices.find((choice) => choice === value) ?? 'auto' })}
      />
    </section>
  );
}
