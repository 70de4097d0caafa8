import { afterEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing';
import { send } from '../../lib/client';

const refresh = () => send('refresh', { accountId: null });
const noBackground = { ok: false, trouble: { kind: 'noBackground' } };

describe('sending to the background', () => {
  afterEach(() => vi.restoreAllMocks());
  const answers = (...results: readonly (unknown | Error)[]) => {
    const spy = vi.spyOn(fakeBrowser.runtime, 'sendMessage');
    for (const result of results) {
      if (result instanceof Error) spy.mockRejectedValueOnce(result);
      else spy.mockResolvedValueOnce(result);
    }
    return spy;
  };

  test('gives the answer', async () => {
    answers({ ok: true, value: null });
    expect(await refresh()).toEqual({ ok: true, value: null });
  });

  test('sends once more what no worker was there to take', async () => {
    const spy = answers(new Error('Could not establish connection. Receiving end does not exist.'), {
      ok: true,
      value: null,
    });
    expect(await refresh()).toEqual({ ok: true, value: null });
    expect(spy).toHaveBeenCalledTimes(2);
  });

  test('never repeats what may have arrived', async () => {
    const spy = answers(new Error('The message channel closed before a response was received'));
    expect(await refresh()).toEqual(noBackground);
    expect(spy).toHaveBeenCalledTimes(1);
  });

  test('does not try for ever, and takes no answer for none', async () => {
    const gone = new Error('Receiving end does not exist.');
    answers(gone, gone);
    expect(await refresh()).toEqual(noBackground);
    answers(undefined);
    expect(await refresh()).toEqual(noBackground);
  });
});
