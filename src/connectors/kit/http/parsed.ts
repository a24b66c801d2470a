/** JSON that was parsed already, by the stream or the bytes that hold it, so that nobody parses it again. Whoever reads it changes nothing in it. */
const parsed = new WeakMap<object, unknown>();

export function rememberParsed(holder: object, json: unknown): void {
  parsed.set(holder, json);
}

/** Parsed once for the same bytes object. @throws SyntaxError */
export function parsedOnce(body: Uint8Array): unknown {
  if (parsed.has(body)) return parsed.get(body);
  const json: unknown = JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  parsed.set(body, json);
  return json;
}

/** The JSON in the body of a response of the kit's fetch; of any other it is read. @throws SyntaxError */
export async function jsonIn(body: ReadableStream<Uint8Array>): Promise<unknown> {
  return parsed.has(body) ? parsed.get(body) : await new Response(body).json();
}
