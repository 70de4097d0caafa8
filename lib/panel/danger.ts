const LONGEST = 60;

/**
 * Whether the whole text of a control says that it destroys or replaces a disk or its backups. Every word must be one
 * of `dangerousWords` or one of `names` (the server's own): "Reset filter" and "Cancel" are not meant.
 */
export function isDangerous(label: string, dangerousWords: string, names: readonly string[]): boolean {
  if (label.length > LONGEST) return false;
  let text = label.toLowerCase().replace(/\s+/g, ' ');
  for (const name of names) text = text.replace(name, ' server ');
  const known = new RegExp(dangerousWords, 'gu');
  if (/[\p{L}\d]/u.test(text.replace(known, ''))) return false;
  const said: Record<string, string | undefined> = {};
  for (const { groups } of text.matchAll(known)) {
    for (const kind in groups) said[kind] ||= groups[kind];
  }
  const { alone, remove, cancel, disable, backup, server } = said;
  return Boolean(alone || (remove && (backup || server)) || (cancel && server) || (disable && backup));
}
