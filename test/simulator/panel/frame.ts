import { html, type Markup, type Part } from './html';
import type { PanelLanguage } from './words';

/** How strict a page is with what runs in it. `trusted` also lets no plain text become markup. */
export type Strictness = 'trusted' | 'strict' | 'lax';

const STRICT = "default-src 'self'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'";
const policies: Readonly<Record<Strictness, Readonly<Record<string, string>>>> = {
  trusted: { 'content-security-policy': `${STRICT}; require-trusted-types-for 'script'` },
  strict: { 'content-security-policy': STRICT },
  lax: {},
};

export type PanelPage = {
  readonly title: string;
  readonly main: Part;
  readonly language?: PanelLanguage;
  readonly strictness?: Strictness;
  /** Loaded with the page, as modules. */
  readonly scripts?: readonly string[];
  /** Run before anything else on the page, as a page that means ill would. */
  readonly first?: readonly string[];
};

/** A whole page of the panel. Whoever looks at it is logged in: it carries a session's cookie. */
export function answerWith(page: PanelPage, status = 200): Response {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'set-cookie': 'panel_session=simulated; Path=/; Secure; HttpOnly; SameSite=Lax',
    ...policies[page.strictness ?? 'strict'],
  };
  return new Response(documentOf(page).text, { status, headers });
}

function documentOf({ title, main, language = 'en', scripts = [], first = [] }: PanelPage): Markup {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${first.map((name) => html`<script src="/panel-assets/${name}"></script>`)}
<link rel="stylesheet" href="/panel-assets/panel.css">
${scripts.map((name) => html`<script type="module" src="/panel-assets/${name}"></script>`)}
</head>
<body>
<header><strong>Panel</strong> <nav><a href="/">Servers</a> <a href="/cards">Cards</a> <a href="/app">App</a></nav></header>
<main>${main}</main>
</body>
</html>
`;
}
