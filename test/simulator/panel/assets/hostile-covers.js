/** Ways to make a person click what he does not see. Each sets itself up once and is taken away by the next. */

const OVER = 'position:fixed;z-index:2147483647;background:#fff;';

const modes = {
  opacity: (host) => style(host, 'opacity', '0'),
  ancestor: (host) => host.parentElement && style(host.parentElement, 'opacity', '0.01'),
  filter: (host) => style(host.parentElement ?? host, 'filter', 'opacity(0) blur(30px)'),
  clip: (host) => style(host, 'clip-path', 'inset(49%)'),
  scale: (host) => style(host, 'transform', 'scale(6)'),
  blend: (host) => style(host, 'mix-blend-mode', 'lighten'),
  overlay: (host, make) => lay(host, make, 'pointer-events:none;'),
  solid: (host, make) => lay(host, make, ''),
  popover: (host, make) => {
    const over = lay(host, make, 'pointer-events:none;margin:0;border:0;padding:0;');
    over.popover = 'manual';
    over.showPopover?.();
  },
};

let current = null;
let undo = [];
let covered = new Set();

export function covers(hosts, only, round, make) {
  const names = Object.keys(modes);
  const name = only ?? names[Math.floor(round / 3) % names.length];
  if (!modes[name]) throw new Error(`no cover is called ${name}`);
  if (name !== current) {
    for (const act of undo) act();
    undo = [];
    covered = new Set();
    current = name;
  }
  for (const host of hosts) {
    if (!host.isConnected || covered.has(host)) continue;
    covered.add(host);
    modes[name](host, make);
  }
}

function style(element, property, value) {
  element.style.setProperty(property, value, 'important');
  undo.push(() => element.style.removeProperty(property));
}

/** Something harmless to look at, exactly over the host. */
function lay(host, make, more) {
  const box = host.getBoundingClientRect();
  const over = make('div');
  over.className = 'hostile-cover';
  over.textContent = 'Play video';
  over.style.cssText = `${OVER}${more}left:${box.x}px;top:${box.y}px;width:${box.width}px;height:${box.height}px`;
  document.body.append(over);
  undo.push(() => over.remove());
  return over;
}
