// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchPage } from '../../../lib/panel/observe';

const pass = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('when the page is looked at', () => {
  let looks: number;
  let stopping: AbortController;
  const watch = () => watchPage(() => void looks++, stopping.signal);

  beforeEach(() => {
    looks = 0;
    stopping = new AbortController();
  });
  afterEach(() => stopping.abort());

  test('a look for another reason is also the one that was due', async () => {
    const { request, now } = watch();
    document.body.append(document.createElement('p'));
    request();
    now();
    expect(looks).toBe(1);
    await pass(120);
    expect(looks).toBe(1);
  });

  test('after it, changes of the page are seen again', async () => {
    watch().now();
    document.body.append(document.createElement('p'));
    await vi.waitFor(() => expect(looks).toBe(2));
  });

  test('after the end nobody looks', async () => {
    const { request, now } = watch();
    request();
    stopping.abort();
    now();
    document.body.append(document.createElement('p'));
    await pass(120);
    expect(looks).toBe(0);
  });
});
