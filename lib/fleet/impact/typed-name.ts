import type { Server } from '../../model/server';

/**
 * What a person types to name a server: its name as it is seen, or where nothing of that can be seen its hostname, its
 * address or its id.
 */
export function nameToType({ name, hostname, addresses, id }: Server): string {
  return [name, hostname ?? '', ...addresses, id].map(seen).find((text) => text !== '') ?? id;
}

/** Whether what was typed or pasted names the server: the same letters, also in capitals. */
export function isTypedName(server: Server, typed: string): boolean {
  return seen(typed) === nameToType(server);
}

/** A text as it is seen: without marks that show nothing and turn the direction, each run of spaces as the one it looks like. */
function seen(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Cc}]/gu, (mark) => (/\s/.test(mark) ? ' ' : ''))
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}
