import { SECOND_MS } from '../../lib/model/time';
import { iso, plainError } from './replies';
import { keyOf } from './strict';
import type { SimProvider } from './types';
import type { World } from './world';

/** Answers 429, with the provider's headers, to a key that sent more than `world.rateLimit` in a window. */
export function createRateLimiter(
  world: World,
): (request: Request, provider: SimProvider) => Response | null {
  const windows = new Map<string, { readonly endsAt: number; used: number }>();
  return (request, provider) => {
    const key = keyOf(request);
    const { rateLimit } = world;
    if (rateLimit === null || key === null) return null;
    const now = world.now();
    const known = windows.get(key);
    const current = known && known.endsAt > now ? known : { endsAt: now + rateLimit.windowMs, used: 0 };
    windows.set(key, current);
    current.used += 1;
    if (current.used <= rateLimit.limit) return null;

    const response = plainError(provider, new URL(request.url).pathname, now, 429);
    response.headers.set('retry-after', String(Math.ceil((current.endsAt - now) / SECOND_MS)));
    response.headers.set('x-ratelimit-limit', String(rateLimit.limit));
    response.headers.set('x-ratelimit-remaining', '0');
    if (provider === 'hostup') response.headers.set('x-ratelimit-reset', iso(current.endsAt));
    return response;
  };
}
