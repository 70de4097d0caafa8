// biome-ignore-all lint/correctness/noUnusedVariables: the harness calls these functions by name.
// Runs in a world of the harness's own beside the page's, below the functions of in-page.js: a page that took the
// platform's functions over neither changes what is read here nor learns of it.

function boxOf(element) {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

function attributesOf(element) {
  return Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value]));
}

/** The role that is stated, or the one that the element has by itself; null where it has none of these. */
function roleOf(element) {
  const stated = element.getAttribute('role');
  if (stated !== null) return stated;
  return Object.keys(SELECTORS).find((role) => element.matches(SELECTORS[role])) ?? null;
}

function partOf(element) {
  const style = getComputedStyle(element);
  return {
    tag: element.localName,
    role: roleOf(element),
    name: nameOf(element),
    text: plain(contentOf(element)),
    shown: plain(element.innerText ?? ''),
    attributes: attributesOf(element),
    box: boxOf(element),
    visible: element.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
    disabled: isDisabled(element),
    color: style.color,
    backgroundColor: style.backgroundColor,
  };
}

function partsOf(root) {
  return [...root.querySelectorAll('*')].filter((element) => !element.matches('style, script, link'));
}

function describe(root) {
  const { host } = root;
  const siblings = host.parentNode ? [...host.parentNode.children] : [];
  return {
    host: {
      tag: host.localName,
      attributes: attributesOf(host),
      text: host.textContent,
      box: boxOf(host),
      visible: host.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
      parentTag: host.parentElement?.localName ?? null,
      parentText: plain(host.parentElement?.innerText ?? ''),
      index: siblings.indexOf(host),
      siblings: siblings.length,
      beforeText: plain(host.previousSibling?.textContent ?? ''),
    },
    text: plain([...root.childNodes].map(contentOf).join('')),
    parts: partsOf(root).map(partOf),
  };
}

function outermostHost(root) {
  const around = root.host.getRootNode();
  return around instanceof ShadowRoot ? outermostHost(around) : root.host;
}

/** Where a person would click the part, or why he cannot. `anyway`: also where something lies over it. */
function placeIn(root, index, anyway) {
  const element = partsOf(root)[index];
  if (!element || !element.isConnected) return { blocked: 'it is gone' };
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  const box = element.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  if (box.width === 0 || box.height === 0) return { blocked: 'it has no place on the page' };
  if (anyway) return { x, y };
  if (isDisabled(element)) return { blocked: 'it is disabled' };
  // A root's own answer leaves out, in Firefox, what lies over it from outside.
  const over = document.elementFromPoint(x, y);
  const inside = root.elementFromPoint(x, y);
  if (over !== outermostHost(root) || inside === null || !element.contains(inside)) {
    return { blocked: `${over ? over.outerHTML.slice(0, 120) : 'the edge of the window'} lies over it` };
  }
  return { x, y };
}
