import type { IncomingMessage } from "node:http";

/** Holds what to answer. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Error of the connection; null if there was none. */
  readonly problem: string | null;
}

/** Headers of a single connection, and those that fetch sets itself. */
const ownToEach =
  /^(host|connection|content-length|transfer-encoding|keep-alive|te|trailer|upgrade|expect|proxy-.*)$/i;
const longestMs = 300_000;

/** Forwards a request unchanged and returns the answer; 502 if there is none. */
export async function forward(request: IncomingMessage, body: Uint8Array, target: URL): Promise<Reply> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || ownToEach.test(name)) continue;
    headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const method = request.method ?? "POST";
  const mayHaveBody = method !== "GET" && method !== "HEAD";
  try {
    const answer = await fetch(targetOf(request.url ?? "/", target), {
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.timeout(longestMs),
      ...(mayHaveBody ? { body: new Uint8Array(body) } : {}),
    });
    const type = answer.headers.get("content-type");
    const retryAfter = answer.headers.get("retry-after");
    return {
      status: answer.status,
      headers: {
        ...(type === null ? {} : { "content-type": type }),
        ...(retryAfter === null ? {} : { "retry-after": retryAfter }),
      },
      body: new Uint8Array(await answer.arrayBuffer()),
      problem: null,
    };
  } catch (error) {
    const problem =
      error instanceof Error
        ? error.cause instanceof Error
          ? error.cause.message || error.message
          : error.message
        : String(error);
    return { status: 502, headers: {}, body: new Uint8Array(), problem };
  }
}

/** Returns the target; one without a path gets the request's path. */
function targetOf(path: string, target: URL): URL {
  const made = new URL(target);
  const [own = "/", query] = path.split("?", 2);
  if (made.pathname === "/") made.pathname = own;
  if (query !== undefined && made.search === "") made.search = query;
  return made;
}
