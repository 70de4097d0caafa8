/** A picture's place: `<browser>/<language>/<scheme>/<scene>.png`. */
export type Picture = {
  readonly browser: string;
  readonly language: string;
  readonly scheme: string;
  readonly scene: string;
};

export const fileOf = ({ browser, language, scheme, scene }: Picture): string =>
  `${browser}/${language}/${scheme}/${scene}.png`;

/** A page that shows all pictures: a line for each scene, a column for each language and scheme. */
export function contactSheet(pictures: readonly Picture[]): string {
  const scenes = [...new Set(pictures.map(({ scene }) => scene))];
  const columns = [...new Set(pictures.map(columnOf))];
  const cell = (scene: string, column: string) => {
    const picture = pictures.find((entry) => entry.scene === scene && columnOf(entry) === column);
    if (picture === undefined) return '<td></td>';
    const file = encodeURI(fileOf(picture));
    return `<td><a href="${file}"><img loading="lazy" src="${file}" alt="${scene}, ${column}"></a></td>`;
  };
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Lastgood: every page and state</title>
<style>
  body { font: 14px system-ui; margin: 16px; }
  th { position: sticky; top: 0; background: #fff; text-align: start; padding: 4px; }
  tbody th { top: 28px; vertical-align: top; }
  td { vertical-align: top; padding: 4px; }
  img { width: 320px; border: 1px solid #ccc; }
</style>
<table>
<thead><tr><th>${pictures.length} pictures</th>${columns.map((column) => `<th>${column}</th>`).join('')}</tr></thead>
<tbody>
${scenes.map((scene) => `<tr><th>${scene}</th>${columns.map((column) => cell(scene, column)).join('')}</tr>`).join('\n')}
</tbody>
</table>
</html>
`;
}

const columnOf = ({ browser, language, scheme }: Picture): string => `${browser} · ${language} · ${scheme}`;
