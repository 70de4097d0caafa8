import type { CDPSession, Protocol } from 'puppeteer-core';

/** What a browser's pages and worker said, and of it what is an error. */
export type Heard = { readonly errors: string[]; readonly said: string[] };

/**
 * Collects what is said, and of it errors, uncaught exceptions and CSP violations; a refused request alone is no error
 * of the extension.
 */
export async function hear(session: CDPSession, { errors, said }: Heard, where: () => string): Promise<void> {
  const note = (line: string, isError: boolean) => {
    said.push(line);
    if (isError) errors.push(line);
  };
  session.on('Runtime.consoleAPICalled', (event) => {
    const words = event.args.map((part) => String(part.value ?? part.description ?? part.type)).join(' ');
    const isError = event.type === 'error' || event.type === 'assert';
    note(`console.${event.type} in ${where()}: ${words}`, isError);
    for (const part of event.args) void whole(session, part).then((text) => text !== null && said.push(text));
  });
  session.on('Runtime.exceptionThrown', ({ exceptionDetails }) => {
    const words = exceptionDetails.exception?.description ?? exceptionDetails.text;
    note(`exception in ${where()}: ${words}`, true);
  });
  session.on('Log.entryAdded', ({ entry }) => {
    const line = `${entry.source} in ${where()}: ${entry.text}`;
    note(line, entry.level === 'error' && entry.source !== 'network');
    said.push(`${line} ${entry.url ?? ''}`);
  });
  session.on('Audits.issueAdded', ({ issue }) => {
    const details = issue.details.contentSecurityPolicyIssueDetails;
    // Blocked resources are in the log already; a blocked eval that the code catches is here alone.
    if (details?.contentSecurityPolicyViolationType === 'kEvalViolation') {
      errors.push(`security in ${where()}: eval (${details.violatedDirective})`);
    }
  });
  await Promise.all([
    session.send('Runtime.enable'),
    session.send('Log.enable'),
    session.send('Audits.enable'),
  ]);
}

/** An object that was said, as JSON; null for what is none or is gone with its page. */
async function whole(session: CDPSession, part: Protocol.Runtime.RemoteObject): Promise<string | null> {
  if (part.objectId === undefined) return null;
  try {
    const { result } = await session.send('Runtime.callFunctionOn', {
      objectId: part.objectId,
      functionDeclaration: 'function () { return JSON.stringify(this) }',
      returnByValue: true,
    });
    return typeof result.value === 'string' ? result.value : null;
  } catch {
    return null;
  }
}
