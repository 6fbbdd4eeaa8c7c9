import { BodyAlreadyReadError } from "./body-already-read-error.ts";
import { joined } from "./joined.ts";

/** The part of Node's IncomingMessage that is used, with what parsers leave on it. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly readableDidRead?: boolean;
  readonly readableEnded?: boolean;
}

/**
 * The body as it came: what a raw parser has kept of it (`rawBody`, or a `body` of bytes), else read from the request.
 * Null when it is longer than the limit.
 *
 * @param left where a parser may have left something
 * @param where where to mount the receiver, when it is too late to read
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
    // A text is as it came only where it is said to be.
    if (name === "rawBody" && typeof value === "string") return new TextEncoder().encode(value);
  }
  return null;
}

/** Not with `for await`, whose end would destroy the request before it is answered. */
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
