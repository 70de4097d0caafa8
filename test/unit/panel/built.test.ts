import { describe, expect, test } from 'vitest';
import { builtScript, SIZE_LIMITS } from '../../bench/panel/sizes';

describe.each(['chromium', 'firefox'] as const)('the content script as it was built for %s', (kind) => {
  test('is light', () => {
    const { minified, gzipped } = builtScript(kind);
    expect(minified).toBeGreaterThan(5_000);
    expect(minified).toBeLessThanOrEqual(SIZE_LIMITS.minified);
    expect(gzipped).toBeLessThanOrEqual(SIZE_LIMITS.gzipped);
  });

  test.each([
    ['zod', /\bzod\b|ZodError|safeParse|_zod/i],
    ['Preact', /preact|__H\b|dangerouslySetInnerHTML|useState|unmountComponent/i],
    [
      'a polyfill',
      /polyfill|wrappedSendMessageCallback|This script should only be loaded in a browser extension/i,
    ],
    ['WXT’s announcements to the page', /postMessage|content-script-started/],
    [
      'text that becomes markup or code',
      /innerHTML|outerHTML|insertAdjacentHTML|DOMParser|\beval\(|new Function/,
    ],
    [
      'storage or network of its own',
      /indexedDB|localStorage|sessionStorage|\bfetch\(|XMLHttpRequest|\.storage\b/,
    ],
  ])('holds nothing of this: %s', (_, pattern) => {
    expect(builtScript(kind).text).not.toMatch(pattern);
  });
});
