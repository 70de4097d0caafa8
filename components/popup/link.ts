import type { FindingId } from '../../lib/model/finding';

/** What the address of the page view asks to be shown. */
export type Link =
  | { readonly kind: 'server'; readonly key: string }
  | { readonly kind: 'finding'; readonly id: FindingId }
  | { readonly kind: 'findings' }
  | { readonly kind: 'search'; readonly text: string };

/** What a hash such as `#server=provider%2Fid` asks for; null for any that names nothing. */
export function linkOf(hash: string): Link | null {
  if (hash === '#findings') return { kind: 'findings' };
  const [, kind, part] = /^#(server|finding|find)=(.+)$/.exec(hash) ?? [];
  if (part === undefined) return null;
  if (kind === 'find') return { kind: 'search', text: decoded(part) };
  return kind === 'server' ? { kind, key: decoded(part) } : { kind: 'finding', id: decoded(part) };
}

/** An address that was typed or cut may be no valid encoding: then it names nothing that is there. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
