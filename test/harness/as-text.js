// biome-ignore-all lint/correctness/noUnusedVariables: the harness calls these functions by name.

/** Every text in a page: what stands in it, and what its attributes and fields say. */
function textsOf(root) {
  const texts = [root.textContent];
  for (const element of root.querySelectorAll('*')) {
    for (const { value } of element.attributes) texts.push(value);
    if ('value' in element && typeof element.value === 'string') texts.push(element.value);
  }
  return texts;
}

const MADE_OF_TEXT =
  'img, iframe, object, embed, b, script:not([src]), style, base, marquee, [onerror], [onload], [href^="javascript:"]';

/** Elements that no page of ours has: one of them came out of a text. */
function madeOf(root) {
  return [...root.querySelectorAll(MADE_OF_TEXT)].map((element) => element.outerHTML.slice(0, 200));
}

/** Notes whatever a text that runs would do, before anything is shown. */
function watchForRuns() {
  window.pwnedBy = [];
  window.pwned = (...by) => window.pwnedBy.push(String(by));
  for (const name of ['alert', 'confirm', 'prompt'])
    window[name] = (text) => window.pwnedBy.push(String(text));
  addEventListener('securitypolicyviolation', (event) => window.pwnedBy.push(`policy: ${event.blockedURI}`));
}
