/** Markup that may stand in a page as it is. */
export class Markup {
  constructor(readonly text: string) {}
}

export type Part = string | number | Markup | readonly Part[];

/** A template of markup: every text that is put into it is escaped. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(
    strings.map((text, at) => (at === 0 ? text : written(parts[at - 1] ?? '') + text)).join(''),
  );
}

function written(part: Part): string {
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(written).join('');
  return escaped(String(part));
}

function escaped(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}
