// Runs in a page. What is wrong with its layout, a line for each fault.
(() => {
  const CONTROLS =
    'button, a, summary, label, legend, h1, h2, h3, th, dt, [role=tab], [role=option], [role=button]';
  const nameOf = (element) => {
    const name = [element.tagName.toLowerCase(), ...element.classList].join('.');
    return `${name} “${element.textContent.trim().slice(0, 40)}”`;
  };
  const isSeen = (element) => {
    if (element.closest('.hidden, svg') !== null || !element.checkVisibility({ visibilityProperty: true }))
      return false;
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1;
  };
  const all = () => [...document.body.querySelectorAll('*')].filter(isSeen);

  /** What does not fit: parts that scroll sideways, and controls whose text is cut off without an ellipsis. */
  const misfits = () => {
    const root = document.documentElement;
    const faults = [];
    if (root.scrollWidth > root.clientWidth)
      faults.push(`the page is ${root.scrollWidth - root.clientWidth} px too wide`);
    for (const element of all()) {
      const { overflowX, textOverflow, display, webkitLineClamp } = getComputedStyle(element);
      const tooWide = element.scrollWidth - element.clientWidth > 1 && display !== 'inline';
      const tooHigh = element.scrollHeight - element.clientHeight > 2 && display !== 'inline';
      if (tooWide && /auto|scroll/.test(overflowX) && !element.matches('[data-scrolls]')) {
        faults.push(`scrolls sideways: ${nameOf(element)}`);
      }
      if (!element.matches(CONTROLS)) continue;
      if (tooWide && textOverflow !== 'ellipsis') faults.push(`does not fit: ${nameOf(element)}`);
      if (tooHigh && overflowX !== 'visible' && webkitLineClamp === 'none' && textOverflow !== 'ellipsis') {
        faults.push(`is cut off below: ${nameOf(element)}`);
      }
      const { left, right } = element.getBoundingClientRect();
      const isScrolled = element.closest('[data-scrolls]') !== null;
      if (!isScrolled && (left < -1 || right > innerWidth + 1))
        faults.push(`leaves the window: ${nameOf(element)}`);
    }
    return faults;
  };

  /** Boxes that stand elsewhere than in the mirror once the page is written from the other side. */
  const unmirrored = () => {
    const root = document.documentElement;
    const boxes = all().filter((element) => getComputedStyle(element).display !== 'inline');
    const places = () =>
      boxes.map((element) => {
        const { left, right } = element.getBoundingClientRect();
        return { left, right };
      });
    const before = root.dir;
    root.dir = 'ltr';
    const fromLeft = places();
    const width = root.clientWidth;
    root.dir = 'rtl';
    const fromRight = places();
    root.dir = before;
    return boxes
      .filter((element, index) => {
        // A box that only holds what was named already says nothing new, and the ends of a line of text are no boxes.
        if (element.closest('[dir]') !== root && element.closest('[dir]') !== null) return false;
        const { left, right } = fromLeft[index];
        const other = fromRight[index];
        return Math.abs(width - right - other.left) > 2 || Math.abs(width - left - other.right) > 2;
      })
      .map((element) => `is not mirrored: ${nameOf(element)}`);
  };

  return [...misfits(), ...(document.documentElement.dir === 'rtl' ? unmirrored() : [])];
})();
