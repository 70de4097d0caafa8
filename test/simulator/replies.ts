import { STATUS_CODES } from 'node:http';
import type { SimProvider } from './types';

/** How a provider words an error: its body for a status, a code and a text. */
export type ErrorBody = (status: number, code: string, text: string) => unknown;

export function problem(at: number, path: string): ErrorBody {
  return (status, code, text) => ({
    type: `https://developer.hostup.se/errors/${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: text,
    code,
    instance: path,
    requestId: 'req_01hxa3b4c5d6e7f8g9h0j1k2m3',
    timestamp: iso(at),
  });
}

export function legacyError(at: number): ErrorBody {
  return (status, code, text) => ({
    error: STATUS_CODES[status] ?? 'Error',
    message: text,
    code: code.toUpperCase(),
    timestamp: iso(at),
    requestId: '2121ae20-bd9d-41e9-aeeb-5dd1dd1a24ba',
  });
}

/** Laravel's habit: the error body of this provider is not documented. */
export const message: ErrorBody = (_status, _code, text) => ({ message: text });

/** The REST framework's habit: the error body of this provider is not documented. */
export const detail: ErrorBody = (_status, _code, text) => ({ detail: text });

export function errorBodyOf(provider: SimProvider, path: string, at: number): ErrorBody {
  if (provider === 'vpsbg') return message;
  if (provider === 'vpsorg') return detail;
  return path.startsWith('/api/v2/') ? problem(at, path) : legacyError(at);
}

/** The provider's plain error for a status, where only the status matters. */
export function plainError(provider: SimProvider, path: string, at: number, status: number): Response {
  const [code, text] = words[status] ?? ['internal_error', STATUS_CODES[status] ?? 'Error'];
  return json(errorBodyOf(provider, path, at)(status, code, text), status);
}

const words: Readonly<Record<number, readonly [code: string, text: string]>> = {
  401: ['unauthorized', 'Authentication required.'],
  403: ['forbidden', 'You do not have permission to perform this action.'],
  404: ['not_found', 'Not found.'],
  423: ['locked', 'The resource is locked at the moment.'],
  429: ['rate_limited', 'Too many requests.'],
  500: ['internal_error', 'An unexpected error occurred.'],
  503: ['upstream_unavailable', 'The service is unavailable.'],
};

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers });
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}

export function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
