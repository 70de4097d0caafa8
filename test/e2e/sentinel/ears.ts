import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { type Haystack, text } from './search';

const IN_PAGE = readFileSync(new URL('./in-page.js', import.meta.url), 'utf8');

/** What one context heard: a message it sent, the answer, one that arrived, a broadcast, or what its document became. */
export type Heard = {
  readonly kind: 'sent' | 'answer' | 'arrived' | 'broadcast' | 'drawn';
  readonly type: string;
  readonly value: unknown;
};

/** Evaluates a call of `in-page.js` in a page of the extension. */
export async function inPage<Value>(page: Page, call: string): Promise<Value> {
  const answer = (await page.evaluate(
    `(async () => { ${IN_PAGE}; return JSON.stringify((await ${call}) ?? null); })()`,
  )) as string;
  return JSON.parse(answer) as Value;
}

/** The same beside our content script, in every tab that fits; `own` is a page of the extension. One answer a tab. */
export function besideContentScript<Value>(
  own: Page,
  pattern: string,
  call: string,
): Promise<readonly Value[]> {
  return inPage<readonly Value[]>(
    own,
    `(async () => {
      const answers = [];
      for (const { id } of await api.tabs.query({ url: ${JSON.stringify(pattern)} })) {
        const [{ result }] = await api.scripting.executeScript({
          target: { tabId: id },
          func: async () => { ${IN_PAGE}; return (await ${call}) ?? null; },
        });
        answers.push(result);
      }
      return answers;
    })()`,
  );
}

type Found = { readonly where: string; readonly text?: string; readonly base64?: string };

/** What one of the functions of `in-page.js` that walk found, as haystacks. */
export async function walked(page: Page, call: string): Promise<readonly Haystack[]> {
  const found = await inPage<readonly Found[]>(page, call);
  return found.map(({ where, text: said, base64 }) =>
    base64 === undefined ? text(where, said ?? '') : { where, bytes: Buffer.from(base64, 'base64') },
  );
}

/** The fields by which a person's own secret goes to the background. Nothing else in a message may hold one. */
const CARRIERS: Readonly<Record<string, readonly string[]>> = {
  addAccount: ['key'],
  replaceKey: ['key'],
  setPassphrase: ['passphrase'],
  changePassphrase: ['current', 'next'],
  removePassphrase: ['current'],
  unlock: ['passphrase'],
};

/** A message as a haystack, without the one field that is there to carry a secret. */
export function messageOf(context: string, { kind, type, value }: Heard): Haystack {
  const carried = kind === 'sent' || kind === 'arrived' ? (CARRIERS[type] ?? []) : [];
  return text(`${kind} ${type} in ${context}`, JSON.stringify(without(value, carried)));
}

function without(value: unknown, carried: readonly string[]): unknown {
  if (carried.length === 0 || !Array.isArray(value)) return value;
  return value.map((message: unknown) => {
    if (!isRecord(message) || !isRecord(message.payload)) return message;
    const rest = Object.entries(message.payload).filter(([name]) => !carried.includes(name));
    return { ...message, payload: Object.fromEntries(rest) };
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
