import { useRef } from 'preact/hooks';
import type { Result } from '../../lib/model/messages';
import type { QuietHours } from '../../lib/model/settings';
import { t } from '../../lib/text/i18n';
import { SwitchSetting } from './switch-setting';
import { TimeSetting } from './time-setting';

type Props = {
  readonly quietHours: QuietHours | null;
  readonly onChange: (quietHours: QuietHours | null) => Promise<Result<null>>;
};

const USUAL: QuietHours = { fromMinute: 22 * 60, toMinute: 7 * 60, errorsPass: true };

/** When no notification is wanted, and what may break in all the same. */
export function QuietHoursSetting({ quietHours, onChange }: Props) {
  // Switched off and on again, they are what they were.
  const last = useRef(USUAL);
  if (quietHours !== null) last.current = quietHours;
  return (
    <fieldset class="quiet">
      <legend class="hidden">{t('options.quiet')}</legend>
      <SwitchSetting
        label={t('options.quiet')}
        help={t('options.quiet.help')}
        on={quietHours !== null}
        onSwitch={(on) => onChange(on ? last.current : null)}
      />
      {quietHours !== null && (
        <>
          <div class="quiet-span">
            <TimeSetting
              label={t('options.quiet.from')}
              minute={quietHours.fromMinute}
              otherMinute={quietHours.toMinute}
              onSave={(fromMinute) => onChange({ ...quietHours, fromMinute })}
            />
            <TimeSetting
              label={t('options.quiet.to')}
              minute={quietHours.toMinute}
              otherMinute={quietHours.fromMinute}
              onSave={(toMinute) => onChange({ ...quietHours, toMinute })}
            />
          </div>
          <SwitchSetting
            label={t('options.quiet.errors')}
            help={t('options.quiet.errors.help')}
            on={quietHours.errorsPass}
            onSwitch={(errorsPass) => onChange({ ...quietHours, errorsPass })}
          />
        </>
      )}
    </fieldset>
  );
}
