import { partsOfRequest, type ScheduleRequest, scheduleRequestOf } from './schedules/request';

/** What a link to the confirm page asks for. Servers are named by `ServerRow.key`, restore points by their id. */
export type ConfirmRequest =
  | { readonly kind: 'backup' | 'restoreFrom' | 'makeRoom'; readonly key: string }
  | { readonly kind: 'restore' | 'delete'; readonly key: string; readonly point: string }
  | { readonly kind: 'legacy'; readonly key: string; readonly number: string }
  /** Everything that is overdue, exposed or was never backed up. */
  | { readonly kind: 'overdue' }
  | { readonly kind: 'servers'; readonly keys: readonly string[] }
  | { readonly kind: 'plan'; readonly planId: string }
  /** A change of a server's schedules that may cost backups. */
  | ScheduleRequest;

/** The path of the confirm page that asks this. */
export function confirmAddress(request: ConfirmRequest): `/confirm.html#${string}` {
  return `/confirm.html${fragmentOf(request)}`;
}

/** The part of that path from "#" on. */
export function fragmentOf(request: ConfirmRequest): `#${string}` {
  return `#${wordsOf(request)}`;
}

function wordsOf(request: ConfirmRequest): string {
  switch (request.kind) {
    case 'overdue':
      return 'overdue';
    case 'servers':
      return parts({ servers: JSON.stringify(request.keys) });
    case 'plan':
      return parts({ plan: request.planId });
    case 'restore':
    case 'delete':
      return parts({ [request.kind]: request.key, point: request.point });
    case 'schedule':
      return parts(partsOfRequest(request));
    case 'legacy':
      return parts({ legacy: request.key, number: request.number });
    default:
      return parts({ [request.kind]: request.key });
  }
}

function parts(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
}

/** Reads the part of the address after "#"; null where it asks for nothing that exists. */
export function requestOf(hash: string): ConfirmRequest | null {
  const fragment = hash.replace(/^#/, '');
  if (fragment === 'overdue') return { kind: 'overdue' };
  const values = new URLSearchParams(fragment);
  for (const kind of ['backup', 'restoreFrom', 'makeRoom'] as const) {
    const key = values.get(kind);
    if (key !== null) return { kind, key };
  }
  const point = values.get('point');
  for (const kind of ['restore', 'delete'] as const) {
    const key = values.get(kind);
    if (key !== null) return point === null ? null : { kind, key, point };
  }
  return scheduleRequestOf(values) ?? numberRequest(values) ?? planRequest(values) ?? serversRequest(values);
}

function numberRequest(values: URLSearchParams): ConfirmRequest | null {
  const [key, number] = [values.get('legacy'), values.get('number')];
  return key !== null && number !== null && /^[1-9]\d{0,15}$/.test(number)
    ? { kind: 'legacy', key, number }
    : null;
}

function planRequest(values: URLSearchParams): ConfirmRequest | null {
  const planId = values.get('plan');
  return planId === null || planId === '' ? null : { kind: 'plan', planId };
}

function serversRequest(values: URLSearchParams): ConfirmRequest | null {
  const keys = listOf(values.get('servers'));
  const isList = Array.isArray(keys) && keys.length > 0;
  return isList && keys.every((key) => typeof key === 'string') ? { kind: 'servers', keys } : null;
}

function listOf(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
