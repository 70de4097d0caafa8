/** The same answer, but every link in it that a client could follow leads to `to`. */
export async function withLinks(answer: Response, to: string): Promise<Response> {
  const { status, headers } = answer;
  const text = await answer.text();
  const body: unknown =
    /json/.test(headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : null;
  if (!isRecord(body)) return new Response(text === '' ? null : text, { status, headers });
  if (isRecord(body.operation)) body.operation.pollUrl = to;
  if (Array.isArray(body.results)) body.next = to;
  if (isRecord(body.links)) body.links = { first: to, last: to, prev: to, next: to };
  if (isRecord(body.meta)) body.meta.path = to;
  return new Response(JSON.stringify(body), { status, headers });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
