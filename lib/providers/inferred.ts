import { type Trouble, TroubleError } from '../model/trouble';

/**
 * A call whose address no reference states in full. A 404 or 405 may mean what is asked about as well as the address:
 * either way it is `callNotFound`, with the provider's own words.
 */
export async function inferredCall<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof TroubleError ? new TroubleError(asInferred(error.trouble)) : error;
  }
}

function asInferred(trouble: Trouble): Trouble {
  const isMissing =
    trouble.kind === 'notFound' || (trouble.kind === 'refused' && [405, 501].includes(trouble.status));
  return isMissing ? { kind: 'callNotFound', detail: trouble.detail } : trouble;
}
