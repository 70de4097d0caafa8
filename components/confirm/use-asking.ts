import { useState } from 'preact/hooks';
import type { ServerRow } from '../../lib/fleet/types';
import type { Result } from '../../lib/model/messages';
import type { OperationId } from '../../lib/model/operation';
import type { EpochMs } from '../../lib/model/time';
import type { Trouble } from '../../lib/model/trouble';

/** How far a question has come: being thought about, being sent, answered. */
export type Asking<Answer> = {
  readonly isSending: boolean;
  readonly failure: Trouble | null;
  readonly answer: Answer | null;
  /** The row's operation when it was sent. */
  readonly before: OperationId | null;
  /** Null until there is an answer. */
  readonly answeredAt: EpochMs | null;
};

const nothing = { isSending: false, failure: null, answer: null, before: null, answeredAt: null } as const;

/** Sends what was confirmed, once at a time, and keeps what came of it. `row`: the server it is about, where it is one. */
export function useAsking<Answer>(
  row: ServerRow | null = null,
): readonly [Asking<Answer>, (send: () => Promise<Result<Answer>>) => Promise<void>] {
  const [asking, setAsking] = useState<Asking<Answer>>(nothing);
  const ask = async (send: () => Promise<Result<Answer>>) => {
    const before = row === null || row.operation === null ? null : row.operation.id;
    setAsking({ ...nothing, isSending: true, before });
    const result = await send();
    setAsking({
      isSending: false,
      failure: result.ok ? null : result.trouble,
      answer: result.ok ? result.value : null,
      before,
      answeredAt: Date.now(),
    });
  };
  return [asking, ask];
}
