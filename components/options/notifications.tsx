import { type Topic, topics } from '../../lib/model/finding';
import type { Settings } from '../../lib/model/settings';
import { t } from '../../lib/text/i18n';
import type { OptionsActions } from './actions';
import { QuietHoursSetting } from './quiet-hours';
import { SwitchSetting } from './switch-setting';
import type { Surroundings } from './system';
import { TestNotification } from './test-notification';
import type { ChangeSettings } from './use-settings';

type Props = {
  readonly settings: Settings;
  readonly surroundings: Surroundings;
  readonly onChange: ChangeSettings;
  readonly onTest: OptionsActions['testNotification'];
};

/** What a person is told of, when, and whether it arrives. */
export function Notifications({ settings, surroundings, onChange, onTest }: Props) {
  const { notify, mutedTopics, quietHours } = settings;
  const switchTopic = (topic: Topic, on: boolean) => {
    const others = mutedTopics.filter((other) => other !== topic);
    return onChange({ mutedTopics: on ? others : [...others, topic] });
  };
  return (
    <section class="panel settings" aria-labelledby="notices-title">
      <h2 id="notices-title">{t('options.notices')}</h2>
      <SwitchSetting
        label={t('options.notices.notify')}
        help={t('options.notices.notify.help')}
        on={notify}
        onSwitch={(on) => onChange({ notify: on })}
      />
      <TestNotification surroundings={surroundings} onTest={onTest} />
      <QuietHoursSetting quietHours={quietHours} onChange={(hours) => onChange({ quietHours: hours })} />
      <fieldset class="topics" aria-describedby="notices-badge">
        <legend>{t('options.notices.topics')}</legend>
        <p class="muted" id="notices-badge">
          {t('options.notices.badge')}
        </p>
        {topics.map((topic) => (
          <SwitchSetting
            key={topic}
            label={t(`topic.${topic}`)}
            help={t(`topic.${topic}.help`)}
            on={!mutedTopics.includes(topic)}
            onSwitch={(on) => switchTopic(topic, on)}
          />
        ))}
      </fieldset>
    </section>
  );
}
