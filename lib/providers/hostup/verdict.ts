import { detailOf } from '../../http/refusal';
import type { HttpAnswer } from '../../http/session';
import { TroubleError } from '../../model/trouble';
import { z } from '../zod';

const verdict = z.object({ success: z.boolean() });

/**
 * The body of an answer that does not take itself back: a 2xx may still say `success: false`, in the envelope or in
 * its data. Throws that as `refused` with its text.
 */
export function agreed(answer: HttpAnswer): unknown {
  const { body, status } = answer;
  const inner = typeof body === 'object' && body !== null && 'data' in body ? body.data : null;
  const refusal = [body, inner].find((part) => verdict.safeParse(part).data?.success === false);
  if (refusal !== undefined) {
    throw new TroubleError({ kind: 'refused', status, detail: detailOf(refusal) });
  }
  return body;
}
