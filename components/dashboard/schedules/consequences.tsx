import type { Consequence } from '../../../lib/fleet/schedules/types';
import type { ServerRow } from '../../../lib/fleet/types';
import { consequenceSentence } from '../../../lib/text/schedules';

/** What a change brings with it, said as it is typed and heard once it stands. */
export function Consequences({
  row,
  consequences,
}: {
  readonly row: ServerRow;
  readonly consequences: readonly Consequence[];
}) {
  return (
    <div class="consequences" role="status">
      {consequences.map((consequence, index) => (
        <p key={`${index} ${consequence.kind}`} class="warning">
          {consequenceSentence(consequence, row.providerName, row.providerNow)}
        </p>
      ))}
    </div>
  );
}
