import type { ImportFault, ImportOutcome } from '../model/messages';
import { providerInfos } from '../providers/origins';
import { z } from '../providers/zod';
import { settingsShape } from './settings-shape';

/** Raised with every change of what the file holds. */
export const VERSION = 1;
/** Bounds the work that a file of unknown origin can ask for. */
const MOST_ACCOUNTS = 1000;

const fileShape = z.strictObject({
  lastgood: z.literal('settings'),
  version: z.literal(VERSION),
  exportedAt: z.number(),
  // What a person answered to a question is no setting: it is asked again in another browser. When to lock belongs to
  // the passphrase, which no file carries; the language belongs to who reads, and a file may come from a colleague.
  settings: settingsShape.omit({
    language: true,
    pageBackupsAllowed: true,
    legacyOffersDeclined: true,
    lockAfterMs: true,
  }),
  accounts: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(200),
        provider: z.enum(providerInfos.map(({ id }) => id)),
        label: z.string().trim().min(1).max(80),
      }),
    )
    .max(MOST_ACCOUNTS),
});

export type SettingsFile = z.infer<typeof fileShape>;
export type WrongField = Extract<ImportOutcome, { kind: 'refused' }>['wrong'][number];

/** A settings file as it is, or each field of it that is wrong. */
export function parseSettingsFile(
  text: string,
): { readonly file: SettingsFile } | { readonly wrong: readonly WrongField[] } {
  const raw = jsonOf(text);
  if (raw === undefined) return { wrong: [{ field: '', why: 'notJson' }] };
  const mark = z.looseObject({ lastgood: z.literal('settings'), version: z.unknown() }).safeParse(raw);
  if (!mark.success) return { wrong: [{ field: '', why: 'notOurs' }] };
  const { version } = mark.data;
  if (typeof version === 'number' && version > VERSION) {
    return { wrong: [{ field: 'version', why: 'newerVersion' }] };
  }
  const file = fileShape.safeParse(raw);
  return file.success
    ? { file: file.data }
    : { wrong: file.error.issues.flatMap((issue) => wrongFieldsOf(issue, raw)) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Issue = z.core.$ZodIssue;

function wrongFieldsOf(issue: Issue, raw: unknown): readonly WrongField[] {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: [...path, key].join('.'), why: 'unknownField' }));
  }
  return [{ field: path.join('.'), why: faultOf(issue, valueAt(raw, path)) }];
}

function faultOf(issue: Issue, value: unknown): ImportFault {
  if (value === undefined) return 'missing';
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
    case 'invalid_key':
      return 'outOfRange';
    case 'invalid_value':
      return typeof value === 'string' ? 'unknownWord' : 'wrongType';
    case 'invalid_type':
      // A number that has a fraction where only whole ones are allowed.
      if (typeof value === 'number') return 'outOfRange';
      return issue.expected === 'number' ? 'notANumber' : 'wrongType';
    default:
      return 'wrongType';
  }
}

function valueAt(raw: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Readonly<Record<string, unknown>>)[key]
        : undefined,
    raw,
  );
}
