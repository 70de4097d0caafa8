import { TroubleError } from '../model/trouble';
import type { Query } from './session';

/**
 * The URL of a call. Throws `internal` unless the path is exactly what is requested: absolute, on this origin, free
 * of `..`, of a query and of anything else that the parser of URLs would read differently.
 */
export function targetUrl(origin: string, path: string, query: Query = {}): string {
  const url = URL.canParse(path, origin) ? new URL(path, origin) : null;
  if (url === null || url.pathname !== path || url.href !== origin + path) {
    throw new TroubleError({ kind: 'internal', where: 'path' });
  }
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined) url.searchParams.append(name, String(value));
  }
  return url.href;
}
