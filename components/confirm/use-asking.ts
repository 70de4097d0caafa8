import { useState } from 'preact/hooks';
import type { Result } from '../../lib/model/messages';
import type { Trouble } from '../../lib/model/trouble';

/** How far a question has come: being thought about, being sent, answered. */
export type Asking<Answer> = {
  readonly isSending: boolean;
  readonly failure: Trouble | null;
  readonly answer: Answer | null;
};

/** Sends what was confirmed, once at a time, and keeps what came of it. */
export function useAsking<Answer>(): readonly [
  Asking<Answer>,
  (send: () => Promise<Result<Answer>>) => Promise<void>,
] {
  const [asking, setAsking] = useState<Asking<Answer>>({ isSending: false, failure: null, answer: null });
  const ask = async (send: () => Promise<Result<Answer>>) => {
    setAsking({ isSending: true, failure: null, answer: null });
    const result = await send();
    setAsking({
      isSending: false,
      failure: result.ok ? null : result.trouble,
      answer: result.ok ? result.value : null,
    });
  };
  return [asking, ask];
}
