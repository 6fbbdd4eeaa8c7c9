import { BodyAlreadyReadError } from "./body-already-read-error.ts";
import { joined } from "./joined.ts";

/** The parts of Node's IncomingMessage that are used, and properties that parsers add. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly readableDidRead?: boolean;
  readonly readableEnded?: boolean;
}

/**
 * Returns the raw body: the bytes kept by a raw parser (`rawBody`, or a `body` of bytes), otherwise read
 * from the request. Null if it is longer than the limit.
 *
 * @param left properties in which a parser may have stored the body
 * @param where how to mount the receiver, for the error if the body was already read
 * @throws BodyAlreadyReadError (of the promise)
 */
export async function rawBodyOf(
  request: NodeRequest,
  left: object,
  limit: number,
  where: string,
): Promise<Uint8Array | null> {
  const kept = keptBytes(left);
  if (kept !== null) return kept.length > limit ? null : kept;
  if (request.readableDidRead === true || request.readableEnded === true)
    throw new BodyAlreadyReadError(where);
  return readAll(request, limit);
}

function keptBytes(left: object): Uint8Array | null {
  for (const name of ["rawBody", "body"]) {
    const value: unknown = Reflect.get(left, name);
    if (value instanceof Uint8Array) return value;
    // A string is only trusted to be the raw body in `rawBody`.
    if (name === "rawBody" && typeof value === "string") return new TextEncoder().encode(value);
  }
  return null;
}

/** Not with `for await`, which would destroy the request before it is answered. */
async function readAll(request: NodeRequest, limit: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request[Symbol.asyncIterator]();
  for (let next = await reader.next(); next.done !== true; next = await reader.next()) {
    length += next.value.length;
    if (length > limit) return null;
    chunks.push(next.value);
  }
  return joined(chunks);
}
