// biome-ignore-all lint/correctness/noUnusedVariables: the harness calls these functions by name.
// Runs inside a page, in one function body: the harness sends the text of this file. Finds what a person would find,
// by role and accessible name, and only what is visible.

const SELECTORS = {
  button: 'button, [role=button], input[type=button], input[type=submit], summary',
  link: 'a[href], [role=link]',
  tab: '[role=tab]',
  radio: 'input[type=radio], [role=radio]',
  checkbox: 'input[type=checkbox], [role=checkbox], [role=switch]',
  item: '[role=menuitem], [role=option]',
  field:
    'input:not([type=hidden], [type=button], [type=submit], [type=radio], [type=checkbox]), textarea, select, [role=textbox], [role=combobox], [role=searchbox]',
};

/** Without the marks that keep names of either direction apart, which nobody sees. */
const PRESSABLE = ['button', 'link', 'tab', 'radio', 'checkbox', 'item'];

const plain = (text) =>
  text
    .replace(/[\u200e\u200f\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

function isVisible(element) {
  if (element.closest('[aria-hidden=true], [inert]')) return false;
  if (element.checkVisibility({ visibilityProperty: true })) return true;
  return false;
}

/** The text that a screen reader would read out of a node's own content. */
function contentOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  if (node.getAttribute('aria-hidden') === 'true' || node.hidden) return '';
  if (node.hasAttribute('aria-label')) return node.getAttribute('aria-label');
  if (node.tagName === 'IMG') return node.alt;
  if (node.matches('select, input, textarea, style, script')) return '';
  const parts = [...node.childNodes].map(contentOf).join('');
  return getComputedStyle(node).display.startsWith('inline') ? parts : ` ${parts} `;
}

function nameOf(element) {
  const ids = element.getAttribute('aria-labelledby');
  if (ids) {
    const named = ids.split(/\s+/).map((id) => {
      const label = document.getElementById(id);
      return label ? contentOf(label) : '';
    });
    return plain(named.join(' '));
  }
  if (element.hasAttribute('aria-label')) return plain(element.getAttribute('aria-label'));
  const isField = element.matches('input, select, textarea');
  if (isField) {
    const labelled = plain([...element.labels].map(contentOf).join(' '));
    if (labelled !== '') return labelled;
    if (element.matches('[type=button], [type=submit]')) return plain(element.value);
    return plain(element.title || element.placeholder || '');
  }
  return plain(contentOf(element)) || plain(element.title);
}

function candidates(roles) {
  const selector = roles.map((role) => SELECTORS[role]).join(', ');
  return [...document.querySelectorAll(selector)].filter(isVisible);
}

function matches(name, wanted) {
  return wanted.regex ? new RegExp(wanted.text, wanted.flags).test(name) : name === wanted.text;
}

/** `query`: { roles, name: { regex, text, flags } }. */
function find(query) {
  return candidates(query.roles).filter((element) => matches(nameOf(element), query.name));
}

function namesOf(roles) {
  return candidates(roles).map(nameOf);
}

function isDisabled(element) {
  return element.matches(':disabled') || element.getAttribute('aria-disabled') === 'true';
}

/** Where a person would click the element, or why it cannot be clicked now. */
function placeOf(element) {
  if (!element.isConnected || !isVisible(element)) return { blocked: 'it is no longer shown' };
  if (isDisabled(element)) return { blocked: 'it is disabled' };
  const target =
    element.matches('input') && getComputedStyle(element).opacity === '0' && element.labels.length > 0
      ? element.labels[0]
      : element;
  target.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const box = target.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  if (box.width === 0 || box.height === 0 || top === null) return { blocked: 'it has no place on the page' };
  if (!target.contains(top) && !top.contains(target)) {
    return { blocked: `${top.outerHTML.slice(0, 120)} lies over it` };
  }
  return { x, y };
}

/** Watches where the next click lands: in the element (`hit`), in something else that reacts, or in neither. */
function armClick(element) {
  const own = [element, ...(element.labels ?? [])];
  const reacting = PRESSABLE.map((role) => SELECTORS[role]).join(', ');
  window.harnessClick = 'none';
  const watch = (event) => {
    const hit = own.some((part) => part.contains(event.target) || event.target.contains(part));
    window.harnessClick = hit ? 'hit' : event.target.closest(reacting) ? 'other' : 'none';
  };
  document.addEventListener('click', watch, { capture: true, once: true });
}
