const REDACTED = '•••';
const MAX_DETAIL_CHARS = 200;

// Marks that reorder text on the screen; a detail is shown inside our own sentences.
const REORDERING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const CONTROLS = /\p{Cc}/gu;

/** The text with every secret in it (also percent-encoded) blotted out. */
export function redact(text: string, secrets: readonly string[]): string {
  return redactor(secrets)(text);
}

/** `redact` for many texts and the same secrets. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const forms = [...new Set(secrets.filter((secret) => secret !== '').flatMap(formsOf))];
  return (text) => {
    const redacted = forms.reduce((rest, form) => rest.replaceAll(form, REDACTED), text);
    // What takes hidden marks out of a text later would put a secret together again.
    const bare = withoutHidden(redacted);
    return bare !== redacted && forms.some((form) => bare.includes(form)) ? REDACTED : redacted;
  };
}

/** A provider's text on one line: free of control characters, at most 200 characters; null when nothing is left. */
export function oneLine(text: string): string | null {
  const line = withoutHidden(text.replace(/\s+/g, ' ')).trim();
  if (line === '') return null;
  if (line.length <= MAX_DETAIL_CHARS) return line;
  return `${line.slice(0, MAX_DETAIL_CHARS - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function withoutHidden(text: string): string {
  return text.replace(CONTROLS, '').replace(REORDERING, '');
}

function formsOf(secret: string): readonly string[] {
  const encoded = encodeURIComponent(secret.toWellFormed());
  const lowerCase = encoded.replace(/%../g, (byte) => byte.toLowerCase());
  return [secret, encoded, lowerCase];
}
