// biome-ignore-all lint/correctness/noUnusedVariables: the tests call these functions by name.
// biome-ignore-all lint/correctness/noUndeclaredVariables: the harness's own in-page.js comes before this one.
// Runs inside a page, in one function body after test/harness/in-page.js.

/** A few words by which a person finds the element in the source. */
const said = (element) => {
  const name = nameOf(element) || plain(element.textContent ?? '');
  const classes = element.getAttribute('class') ?? '';
  return `<${element.tagName.toLowerCase()}${classes && ` class="${classes}"`}> “${name.slice(0, 60)}”`;
};

/** A box of its own in which what needs two dimensions may scroll: a table, a grid, a drawing, preformatted text. */
const MAY_SCROLL = 'table, [role=table], [role=grid], [role=treegrid], svg, pre, textarea';

/** What scrolls sideways, or reaches out of the window, where nothing should. */
function sideways() {
  const width = document.documentElement.clientWidth;
  const scrollers = [...document.querySelectorAll('*')].filter((element) => {
    const { overflowX } = getComputedStyle(element);
    return (
      /auto|scroll/.test(overflowX) && element.scrollWidth > element.clientWidth + 1 && isVisible(element)
    );
  });
  const allowed = scrollers.filter(
    (box) => box.matches(MAY_SCROLL) || box.querySelector(MAY_SCROLL) !== null,
  );
  const wide =
    document.documentElement.scrollWidth > width
      ? [`the page is ${document.documentElement.scrollWidth} px wide`]
      : [];
  const outside = candidates(['button', 'link', 'tab', 'radio', 'checkbox', 'item', 'field'])
    .filter((element) => !allowed.some((box) => box.contains(element)))
    .filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > width + 1 || left < -1;
    });
  const wrong = scrollers.filter((box) => !allowed.includes(box));
  return [
    ...wide,
    ...wrong.map((box) => `${said(box)} scrolls`),
    ...outside.map((element) => `${said(element)} is outside`),
  ];
}

/** Texts that their own box cuts off. An ellipsis is a choice, and has the whole text in a tooltip. */
function cutTexts() {
  const cut = [...document.querySelectorAll('body *')].filter((element) => {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '',
    );
    if (!own || !isVisible(element) || element.closest('.sr-only, .visually-hidden, .spoken, option'))
      return false;
    const style = getComputedStyle(element);
    const clips = (overflow) => overflow === 'hidden' || overflow === 'clip';
    const lines = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
    if (lines || style.position === 'absolute') return false;
    return (
      (clips(style.overflowY) && element.scrollHeight > element.clientHeight + 1) ||
      (clips(style.overflowX) && element.scrollWidth > element.clientWidth + 1)
    );
  });
  const burst = candidates(['button', 'tab']).filter((element) => {
    const { display, textOverflow } = getComputedStyle(element);
    return (
      element.scrollWidth > element.clientWidth + 1 && display !== 'inline' && textOverflow !== 'ellipsis'
    );
  });
  return [
    ...cut.map((element) => `${said(element)} is cut off`),
    ...burst.map((element) => `${said(element)} bursts`),
  ];
}

/** The distances between letters, words and lines that a person may set (WCAG 1.4.12). */
function spread() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function unspread() {
  document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1);
}

function moving() {
  return document
    .getAnimations()
    .filter((animation) => animation.playState === 'running')
    .map(
      (animation) =>
        `${said(animation.effect.target)} moves: ${animation.animationName ?? animation.transitionProperty}`,
    );
}

/** What the eye sees of an element's focus: of its own box, and of the box that a hidden field is drawn by. */
function lookOf(element) {
  const boxes = [element, element.parentElement, ...(element.labels ?? []), element.nextElementSibling];
  return boxes
    .filter((box) => box !== null)
    .map((box) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor } = getComputedStyle(box);
      const outline = outlineStyle === 'none' ? 'none' : `${outlineStyle} ${outlineWidth} ${outlineColor}`;
      return [outline, boxShadow, borderColor].join(' / ');
    })
    .join(' | ');
}

/** Goes to the beginning of the page, and notes how everything that the keyboard should reach looks without focus. */
function beginTabbing() {
  const start = document.createElement('span');
  start.tabIndex = -1;
  document.body.prepend(start);
  start.focus();
  const scrolled = [...document.querySelectorAll('*')].map((element) => [element, element.scrollTop]);
  window.tabbing = { start, scrolled, resting: new Map(), order: [] };
  for (const element of candidates(['button', 'link', 'tab', 'radio', 'checkbox', 'item', 'field'])) {
    window.tabbing.resting.set(element, lookOf(element));
  }
}

/** Notes where the focus is now; false once it has left the page or come round. */
function noteFocus() {
  const element = document.activeElement;
  const { order } = window.tabbing;
  if (element === null || element === document.body) return false;
  if (order.length > 1 && element === order[0].element) return false;
  // A field for a time has a stop for its hours and one for its minutes; what makes a list grow is met again at its end.
  if (order.some((stop) => stop.element === element)) return true;
  const { width, height } = element.getBoundingClientRect();
  // What makes a list grow hands the focus on to what it drew, which stands before it.
  const before = order.findLast((stop) => !stop.element.matches('.more'))?.element;
  // Asked now: a list may grow meanwhile.
  const jumps =
    before !== undefined &&
    (before.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  order.push({ element, look: lookOf(element), seen: width > 0 && height > 0, jumps });
  return true;
}

/** The others of a group of radio buttons, and what is moved to by arrows, are no stops of their own. */
function isReachedOtherwise(element) {
  if (element.matches(':disabled, [tabindex="-1"]')) return true;
  if (!element.matches('input[type=radio]')) return false;
  return window.tabbing.order.some(
    (stop) => stop.element.name === element.name && stop.element.type === 'radio',
  );
}

/** What was wrong on the way; leaves the page as it was. */
function tabbingFaults() {
  const { start, scrolled, order, resting } = window.tabbing;
  start.remove();
  for (const [element, top] of scrolled) element.scrollTop = top;
  const isAt = (element) => order.some((stop) => stop.element === element);
  const missed = [...resting.keys()].filter(
    (element) => element.isConnected && isVisible(element) && !isAt(element) && !isReachedOtherwise(element),
  );
  const unseen = order.filter(({ element, look, seen }) => !seen || resting.get(element) === look);
  return [
    ...missed.map((element) => `${said(element)} is not reached by Tab`),
    ...unseen.map(({ element }) => `${said(element)} shows no focus`),
    ...order
      .filter(({ jumps }) => jumps)
      .map(({ element }) => `${said(element)} comes after what follows it`),
  ];
}
