/** Forged input, forged messages, addresses of the extension, and hosts that are moved about. */

const INPUT = [
  ...['pointerdown', 'pointerup', 'pointermove', 'pointerover'].map((type) => [PointerEvent, type]),
  ...['mousedown', 'mouseup', 'click', 'dblclick', 'auxclick', 'mouseover'].map((type) => [MouseEvent, type]),
  ...['keydown', 'keypress', 'keyup'].map((type) => [KeyboardEvent, type]),
  [TouchEventOrEvent(), 'touchend'],
  [Event, 'submit'],
  [FocusEvent, 'focus'],
];

function TouchEventOrEvent() {
  return window.TouchEvent ?? Event;
}

export const synthetic = {
  clicks(hosts) {
    for (const element of [...document.querySelectorAll('a, button, input, summary, [role]'), ...hosts]) {
      element.click?.();
    }
  },
  events(hosts) {
    const everywhere = [document, document.documentElement, document.body, ...hosts];
    for (const host of hosts) {
      const box = host.getBoundingClientRect();
      for (const part of [0.1, 0.5, 0.9]) {
        const under = document.elementFromPoint(box.x + box.width * part, box.y + box.height / 2);
        if (under) everywhere.push(under);
      }
      host.focus?.();
    }
    for (const target of everywhere) {
      const box = target.getBoundingClientRect?.() ?? { x: 0, y: 0, width: 0, height: 0 };
      for (const [Kind, type] of INPUT) {
        target.dispatchEvent(
          new Kind(type, {
            bubbles: true,
            cancelable: true,
            composed: true,
            key: 'Enter',
            code: 'Enter',
            button: 0,
            clientX: box.x + box.width / 2,
            clientY: box.y + box.height / 2,
          }),
        );
      }
    }
  },
};

/** Every way in which a page might speak to a content script or to the background. */
export function messages(extension, make) {
  const id = extension === null ? 'lastgood' : new URL(extension).host;
  const server = document.querySelector('td a')?.getAttribute('href')?.split('/').pop() ?? '1';
  const asked = { serverId: server };
  const shapes = [
    { type: 'panelBackUp', payload: asked },
    { type: 'panelView', payload: {} },
    { type: 'panelRemember', payload: { ...asked, legacyId: '1' } },
    { type: 'panelChanged' },
    { kind: 'panelBackUp', serverId: server },
    { type: 'backUp', payload: { ...asked, note: 'hostile' } },
    { type: 'restore', payload: asked },
    { type: 'wxt:content-script-started', contentScriptName: 'panel', messageId: 'hostile' },
    { type: `${id}:panel:wxt:content-script-started`, contentScriptName: 'panel', messageId: 'hostile' },
    'panelBackUp',
    JSON.stringify({ type: 'panelBackUp', payload: asked }),
    null,
    [],
    { __proto__: { type: 'panelBackUp' } },
  ];
  for (const shape of shapes) {
    window.__hostile.posted.add(JSON.stringify(shape));
    window.postMessage(shape, '*');
    for (const type of ['lastgood', 'panelBackUp', 'panelChanged', 'message']) {
      const detail = { ...(typeof shape === 'object' ? shape : {}), messageId: 'hostile' };
      document.dispatchEvent(new CustomEvent(type, { detail, bubbles: true }));
      window.dispatchEvent(new CustomEvent(type, { detail }));
    }
    window.dispatchEvent(
      new MessageEvent('message', { data: shape, source: window, origin: location.origin }),
    );
  }
  for (const name of ['wxt:locationchange', 'wxt:content-script-started']) {
    for (const type of [name, `${id}:panel:${name}`, `${id}:content:${name}`]) {
      const detail = { contentScriptName: 'panel', messageId: 'hostile', newUrl: location, oldUrl: location };
      for (const target of [document, window]) target.dispatchEvent(new CustomEvent(type, { detail }));
    }
  }
  for (const name of ['lastgood', 'changes', 'state', 'fleet']) {
    const channel = new BroadcastChannel(name);
    channel.postMessage({ type: 'panelBackUp', payload: asked });
    channel.close();
  }
  const runtime = (window.chrome ?? window.browser)?.runtime;
  if (runtime?.sendMessage) {
    for (const shape of shapes.slice(0, 7)) {
      try {
        runtime.sendMessage(id, shape, (answer) => {
          if (answer !== undefined) window.__hostile.learn('runtime answer', answer);
        });
      } catch {
        // No extension takes messages from this page.
      }
    }
  }
  // A message from a frame of the page's own comes from another window.
  if (!document.getElementById('hostile-frame')) {
    const frame = make('iframe');
    frame.id = 'hostile-frame';
    frame.hidden = true;
    document.body.append(frame);
    frame.contentWindow?.eval?.(
      `parent.postMessage({ type: 'panelBackUp', payload: { serverId: '1' } }, '*')`,
    );
    window.__hostile.posted.add(JSON.stringify({ type: 'panelBackUp', payload: { serverId: '1' } }));
  }
}

/** Files of the extension that a page must not be able to load. */
export function extensionAddresses(extension, make, learn) {
  const bases = [
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    'moz-extension://11111111-2222-4333-8444-555555555555',
    ...(extension === null ? [] : [extension]),
  ];
  const files = [
    'manifest.json',
    'popup.html',
    'options.html',
    'confirm.html',
    'content-scripts/panel.js',
    'icon/48.png',
  ];
  for (const address of bases.flatMap((base) => files.map((file) => `${base}/${file}?hostile-try`))) {
    fetch(address).then(
      (answer) => learn('fetched', `${answer.status} ${address}`),
      () => {},
    );
    for (const [tag, property] of [
      ['img', 'src'],
      ['script', 'src'],
      ['link', 'href'],
    ]) {
      const made = make(tag);
      if (tag === 'link') made.rel = 'stylesheet';
      made.addEventListener('load', () => learn(`loaded as ${tag}`, address));
      made[property] = address;
      document.head.append(made);
    }
    const frame = make('iframe');
    frame.hidden = true;
    frame.addEventListener('load', () => {
      // A refused frame shows the browser's own error page, which is as far away as the extension's page would be.
      frame.contentWindow?.postMessage({ type: 'panelBackUp' }, '*');
    });
    frame.src = address;
    document.body.append(frame);
  }
}

/** Puts each host where another was, and every third away. */
export function moves(hosts) {
  const placed = [...hosts].filter((host) => host.isConnected);
  const parents = placed.map((host) => host.parentNode);
  placed.forEach((host, at) => {
    if (at % 3 === 2) host.remove();
    else parents[(at + 1) % parents.length].append(host);
  });
}
