import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { nastyWorld, sampleKeys, sampleWorld } from '../../simulator/fleet';
import { ambiguousKeys, ambiguousWorld } from '../../simulator/panel/ambiguous-world';
import { dangers, harmless, words } from '../../simulator/panel/words';
import type { Simulator } from '../../simulator/simulator';
import { frozenSimulator } from './helpers';

const NAVIGATION = { accept: 'text/html', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' };
const hosts = ['cloud.hostup.se', 'secure.vpsbg.eu', 'admin.vps.org'] as const;
const providers = {
  'cloud.hostup.se': 'hostup',
  'secure.vpsbg.eu': 'vpsbg',
  'admin.vps.org': 'vpsorg',
} as const;

function get(
  simulator: Simulator,
  url: string,
  headers: Record<string, string> = NAVIGATION,
): Promise<Response> {
  return simulator.fetch(new Request(url, { headers }));
}

/** The page as a browser reads it, without running its scripts. */
async function open(simulator: Simulator, url: string): Promise<Document> {
  const response = await get(simulator, url);
  expect(response.headers.get('content-type')).toContain('text/html');
  const window = new Window({ url });
  window.document.write(await response.text());
  return window.document as unknown as Document;
}

function textsOf(document: Document, selector: string): string[] {
  return [...document.querySelectorAll(selector)].map((element) => element.textContent ?? '');
}

function sample(): Simulator {
  const simulator = frozenSimulator();
  sampleWorld(simulator);
  return simulator;
}

describe.each(hosts)('the panel at %s', (host) => {
  const provider = providers[host];
  const at = (path: string) => `https://${host}${path}`;
  const serversOf = (simulator: Simulator) => [...simulator.world.servers[provider].values()];

  it.each(['/', '/sv/', '/bg/', '/hostile', '/flood', '/login', '/otp'])(
    '%s shows the same servers as the API, with links to their pages',
    async (path) => {
      const simulator = sample();
      const document = await open(simulator, at(path));
      const rows = [...document.querySelectorAll('tbody tr')].map((row) =>
        [...row.querySelectorAll('td')].map((cell) => cell.textContent),
      );
      expect(rows.map(([name, address]) => [name, address])).toEqual(
        serversOf(simulator).map(({ name, address }) => [name, address]),
      );
      for (const server of serversOf(simulator)) {
        const link = [...document.querySelectorAll('td a')].find((found) =>
          found.getAttribute('href')?.endsWith(`/${server.id}`),
        );
        expect(link?.textContent).toBe(server.name);
        const page = await open(simulator, at(link?.getAttribute('href') ?? ''));
        expect(textsOf(page, 'h1')).toEqual([server.name]);
        expect(textsOf(page, 'dd')).toEqual(
          expect.arrayContaining([server.hostname, server.address, server.id]),
        );
      }
    },
  );

  it('/cards names them by hostname and address as texts alone', async () => {
    const simulator = sample();
    const document = await open(simulator, at('/cards'));
    expect(textsOf(document, '.card-title')).toEqual(serversOf(simulator).map(({ hostname }) => hostname));
    expect(document.querySelector('main a')).toBeNull();
  });

  it('the scripts of /app and /many get them as data', async () => {
    const simulator = sample();
    const response = await get(simulator, at('/panel-assets/servers.json'), {
      'sec-fetch-dest': 'empty',
      'sec-fetch-site': 'same-origin',
    });
    const rows = (await response.json()) as { id: string; name: string; path: string }[];
    expect(rows.map(({ id, name }) => [id, name])).toEqual(
      serversOf(simulator).map(({ id, name }) => [id, name]),
    );
    for (const path of ['/app', '/many']) {
      const document = await open(simulator, at(path));
      for (const script of document.querySelectorAll('script')) {
        const file = await get(simulator, at(script.getAttribute('src') ?? ''));
        expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/javascript']);
      }
      expect(document.querySelectorAll('script')).toHaveLength(1);
    }
  });

  it('escapes every name, wherever it stands', async () => {
    const simulator = frozenSimulator();
    nastyWorld(simulator);
    const paths = [
      '/',
      '/cards',
      '/ambiguous',
      '/login',
      '/hostile',
      ...serversOf(simulator).map(({ id }) => `/instance/${id}`),
    ];
    const seen: string[] = [];
    for (const path of paths) {
      const document = await open(simulator, at(path));
      expect(document.querySelectorAll('main img, main b')).toHaveLength(0);
      seen.push(document.querySelector('main')?.textContent ?? '');
    }
    for (const { name, hostname, listed } of serversOf(simulator)) {
      if (listed) expect(seen.join('\n')).toContain(name);
      if (listed) expect(seen.join('\n')).toContain(hostname);
    }
  });

  it('has strict policies, with trusted types and without any', async () => {
    const simulator = sample();
    const policyOf = async (path: string) =>
      (await get(simulator, at(path))).headers.get('content-security-policy');
    expect(await policyOf('/')).toMatch(
      /default-src 'self'; style-src 'self'; script-src 'self'.*trusted-types/,
    );
    expect(await policyOf('/many')).toMatch(/style-src 'self'; script-src 'self'/);
    expect(await policyOf('/cards')).toBeNull();
    for (const path of ['/', '/app', '/many', '/instance/1', '/login', '/otp', '/ambiguous', '/flood']) {
      const document = await open(simulator, at(path));
      expect(document.querySelectorAll('script:not([src]), style, [style], [onclick]')).toHaveLength(0);
    }
  });

  it.each(['', '/sv', '/bg'] as const)(
    'a server page at %s/… has every control of its language',
    async (prefix) => {
      const simulator = sample();
      const server = serversOf(simulator)[0];
      const document = await open(simulator, at(`${prefix}/instance/${server?.id}`));
      const text = words[prefix === '/sv' ? 'sv' : prefix === '/bg' ? 'bg' : 'en'];
      const nameOf = (element: Element) =>
        element.getAttribute('aria-label') ?? (element.textContent || element.getAttribute('value'));
      for (const [kinds, expected] of [
        [dangers, 'guard'],
        [harmless, 'none'],
      ] as const) {
        for (const kind of kinds) {
          const controls = [...document.querySelectorAll(`[data-kind="${kind}"]`)];
          expect(controls.length, kind).toBeGreaterThan(0);
          for (const control of controls) {
            expect(nameOf(control)).toBe(text[kind]);
            const inMenu = control.closest('[role=menu]') !== null;
            expect(control.getAttribute('data-expect')).toBe(inMenu ? 'none' : expected);
          }
        }
      }
      const forms = [...document.querySelectorAll('form')].map((form) => form.getAttribute('action') ?? '');
      expect(forms.length).toBeGreaterThan(2);
      for (const tag of ['button', 'a', 'input']) {
        expect(document.querySelector(`${tag}[data-expect="guard"]`), tag).not.toBeNull();
      }
      const asked = await simulator.fetch(
        new Request(at(forms[0] ?? ''), {
          method: 'POST',
          headers: { ...NAVIGATION, origin: `https://${host}` },
        }),
      );
      expect(asked.status).toBe(200);
      expect(simulator.visits.at(-1)).toMatchObject({ method: 'POST', path: forms[0], status: 200 });
    },
  );

  it('/login has a password field and /otp a field for a code', async () => {
    const simulator = sample();
    expect((await open(simulator, at('/login'))).querySelector('input[type=password]')).not.toBeNull();
    expect(
      (await open(simulator, at('/otp'))).querySelector('input[autocomplete=one-time-code]'),
    ).not.toBeNull();
  });

  it('a visit is no call: it is neither logged as one nor a violation, and takes no failure', async () => {
    const simulator = sample();
    simulator.fail({ times: 1, how: { kind: 'reset' } });
    const response = await get(simulator, at('/'), { ...NAVIGATION, cookie: 'panel_session=simulated' });
    expect(response.status).toBe(200);
    expect(response.headers.get('set-cookie')).toMatch(/^panel_session=/);
    expect((await get(simulator, at('/nothing-here'))).status).toBe(404);
    expect((await get(simulator, at('/instance/no-such-id'))).status).toBe(404);
    expect([simulator.requests, simulator.violations]).toEqual([[], []]);
    expect(simulator.visits.map(({ path, status }) => `${status} ${path}`)).toEqual([
      '200 /',
      '404 /nothing-here',
      '404 /instance/no-such-id',
    ]);
    simulator.clearLog();
    expect(simulator.visits).toEqual([]);
  });

  it.each([
    ['with a key', { ...NAVIGATION, authorization: `Bearer ${sampleKeys.work}` }],
    ['with a key in a header of its own', { ...NAVIGATION, 'x-api-key': 'unknown-key' }],
    ['of an extension', { 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'none', accept: '*/*' }],
    ['of an extension, named', { ...NAVIGATION, origin: 'moz-extension://abc' }],
    ['of another site', { 'sec-fetch-dest': 'empty', 'sec-fetch-site': 'cross-site' }],
    ['without a word of who asks', {}],
  ])('a call %s to a page is a violation', async (_, headers) => {
    const simulator = sample();
    const response = await get(simulator, at('/instance/1'), headers);
    expect(response.status).toBe(404);
    expect(simulator.violations).toMatchObject([{ rule: 'panelPage', host, path: '/instance/1' }]);
    expect(simulator.visits).toEqual([]);
  });
});

describe('what tells servers apart', () => {
  it('HostUp links by either id, and its older number leads to the same page', async () => {
    const simulator = sample();
    const server = simulator.world.serverNamed('hostup', 'app-01');
    const hrefs = async (path: string) => {
      const document = await open(simulator, `https://cloud.hostup.se${path}`);
      return [...document.querySelectorAll('td a')].map((link) => link.getAttribute('href'));
    };
    expect(await hrefs('/')).toContain(`/instance/${server.id}`);
    expect(await hrefs('/?ids=number')).toContain('/instance/10000');
    const page = await open(simulator, 'https://cloud.hostup.se/instance/10000');
    expect(textsOf(page, 'h1')).toEqual(['app-01']);
    expect(textsOf(page, 'dd')).toContain('10000');
    expect(page.body.innerHTML).not.toContain(server.id);
  });

  it('shows the servers of one account alone', async () => {
    const simulator = sample();
    const second = await open(simulator, 'https://cloud.hostup.se/?account=2');
    expect(textsOf(second, 'td a')).toEqual(['client-shop', 'client-blog', 'client-crm']);
    expect(second.body.innerHTML).not.toContain('app-01');
  });

  it.each(hosts)(
    '/ambiguous at %s has twins in one account and another, and invoices with their numbers',
    async (host) => {
      const simulator = frozenSimulator();
      ambiguousWorld(simulator);
      const document = await open(simulator, `https://${host}/ambiguous`);
      const servers = [...simulator.world.servers[providers[host]].values()];
      expect(textsOf(document, '#names li span:first-child')).toEqual(['twin', 'twin', 'only-here', 'twin']);
      expect(new Set(textsOf(document, '#addresses td:last-child')).size).toBe(4);
      expect(textsOf(document, '#invoices a')).toEqual(
        servers.flatMap(({ id }) => [`Invoice ${id}`, `#${id}`]),
      );
      expect(textsOf(document, '#account-1 td a')).toHaveLength(3);
      expect(textsOf(document, '#account-2 td a')).toEqual(['twin']);
      expect(
        ambiguousKeys[providers[host]].map((key) => simulator.world.account(key).serverIds.length),
      ).toEqual([3, 1]);
    },
  );
});
