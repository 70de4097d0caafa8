import type { ShownFinding } from '../../lib/fleet/types';
import type { SnoozeTarget } from '../../lib/model/finding';
import type { EpochMs } from '../../lib/model/time';
import { findingWords, sinceWords } from '../../lib/text/finding';
import { t } from '../../lib/text/i18n';
import type { PopupActions } from './actions';
import { targetOf } from './cards';
import { whyQuiet } from './quiet-list';
import { SeverityMark } from './severity';
import { SnoozeControl } from './snooze';

type Props = {
  readonly findings: readonly ShownFinding[];
  readonly now: EpochMs;
  readonly actions: PopupActions;
  readonly announce: (sentence: string) => void;
};

/** All that is to be known of a server, hushed or not: what it is, since when, and whether it is to be quiet. */
export function ServerFindings({ findings, ...context }: Props) {
  if (findings.length === 0) return null;
  return (
    <ul class="findings" aria-label={t('server.findings')}>
      {findings.map((shown) => (
        <Line key={shown.finding.id} shown={shown} {...context} />
      ))}
    </ul>
  );
}

function Line({ shown, now, actions, announce }: Omit<Props, 'findings'> & { readonly shown: ShownFinding }) {
  const { finding, hush } = shown;
  const { title, sentence } = findingWords(finding, now);
  const snooze = hush !== null && hush.by === 'snooze' ? hush.snooze : null;
  const target: SnoozeTarget =
    snooze === null ? { kind: 'finding', id: finding.id } : targetOf(shown, snooze);
  return (
    <li class={`finding finding-${hush === null ? finding.severity : 'hushed'}`}>
      <SeverityMark severity={finding.severity} size={14} />
      <span class="card-text">
        {sentence}{' '}
        <span class="finding-foot">
          <span class="muted">{sinceWords(finding, now)}</span>
          {hush !== null && <span class="muted">{whyQuiet(snooze, now)}</span>}
          {(hush === null || snooze !== null) && (
            <SnoozeControl
              targets={[target]}
              name={title}
              snoozed={snooze !== null}
              actions={actions}
              announce={announce}
            />
          )}
        </span>
      </span>
    </li>
  );
}
