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
    // From the edges of the page, as a scroll bar may stand on either side of it.
    const places = () => {
      const edges = root.getBoundingClientRect();
      return boxes.map((element) => {
        const { left, right } = element.getBoundingClientRect();
        return { left: left - edges.left, right: edges.right - right };
      });
    };
    const before = root.dir;
    // When the side changes, Firefox makes room for a scroll bar that the page does not need.
    root.style.overflow = 'hidden';
    root.dir = 'ltr';
    const fromLeft = places();
    root.dir = 'rtl';
    const fromRight = places();
    root.dir = before;
    root.style.overflow = '';
    return boxes.flatMap((element, index) => {
      // Foreign text keeps a direction of its own.
      if (element.closest('[dir]') !== root && element.closest('[dir]') !== null) return [];
      const ltr = fromLeft[index];
      const rtl = fromRight[index];
      if (Math.abs(ltr.right - rtl.left) <= 2 && Math.abs(ltr.left - rtl.right) <= 2) return [];
      const px = ({ left, right }) => `${Math.round(left)} and ${Math.round(right)} px`;
      return [`is not mirrored (${px(ltr)} from the edges, then ${px(rtl)}): ${nameOf(element)}`];
    });
  };

  return [...misfits(), ...(document.documentElement.dir === 'rtl' ? unmirrored() : [])];
})();
