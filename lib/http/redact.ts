const REDACTED = '•••';
const MAX_DETAIL_CHARS = 200;

// Marks that reorder text on the screen; a detail is shown inside our own sentences.
const REORDERING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const CONTROLS = /\p{Cc}/gu;

/** The text with every secret in it (also percent-encoded) blotted out. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .flatMap((secret) => [secret, encodeURIComponent(secret.toWellFormed())])
    .reduce((rest, secret) => rest.replaceAll(secret, REDACTED), text);
}

/** A provider's text on one line: free of control characters, at most 200 characters; null when nothing is left. */
export function oneLine(text: string): string | null {
  const line = text.replace(/\s+/g, ' ').replace(CONTROLS, '').replace(REORDERING, '').trim();
  if (line === '') return null;
  if (line.length <= MAX_DETAIL_CHARS) return line;
  return `${line.slice(0, MAX_DETAIL_CHARS - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
