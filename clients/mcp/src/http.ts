import { toNodeHandler } from "@modelcontextprotocol/node";
import { createMcpHandler, type McpRequestContext } from "@modelcontextprotocol/server";
import { Landfall } from "../../sdk/src/index.ts";
import { callTimeoutMs, createMcpServer } from "./mcp-server.ts";

/** Options of the HTTP server. */
export interface HttpDoorOptions {
  /** Where the API is. */
  readonly baseUrl: string;
  /** Calls it. */
  readonly fetch: typeof fetch;
  readonly version: string;
  now(): number;
  /** Receives errors of clients and connections; does not change answers. */
  onError(error: Error): void;
  /** Receives defects of tools. */
  report(thrown: unknown): void;
}

/** The authenticated caller of a request. */
export interface Requester {
  readonly apiKey: string;
  readonly keyId: string;
  readonly scopes: readonly string[];
  readonly requestId: string;
}

/** A request of Node with its body. */
export interface ReadRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Uint8Array;
}

/** Answers one request of streamable HTTP; never rejects. */
export type HttpDoor = (
  request: ReadRequest,
  response: Parameters<ReturnType<typeof toNodeHandler>>[1],
  requester: Requester,
) => Promise<void>;

/** Opens streamable HTTP for both eras of the protocol. Each request gets its own server; no state is kept. */
export function openHttpDoor({ baseUrl, fetch, version, now, onError, report }: HttpDoorOptions): HttpDoor {
  const handler = createMcpHandler(
    ({ authInfo }: McpRequestContext) => {
      const { apiKey, scopes, requestId } = requesterOf(authInfo?.extra);
      const headers = { "X-Request-Id": requestId };
      const landfall = new Landfall({ apiKey, baseUrl, fetch, headers, timeoutMs: callTimeoutMs });
      return createMcpServer({ landfall, scopes, version, now, report });
    },
    // Lists never change, so notifications of changes are not offered.
    { maxSubscriptions: 0, onerror: onError },
  );
  const answer = toNodeHandler(handler, { onerror: onError });
  return ({ body, ...request }, response, requester) => {
    const auth = {
      token: requester.apiKey,
      clientId: requester.keyId,
      scopes: [...requester.scopes],
      extra: { requester },
    };
    return answer({ ...request, auth, [Symbol.asyncIterator]: () => once(body) }, response);
  };
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield body;
}

/** Reads the requester that `openHttpDoor` put in. */
function requesterOf(extra: Record<string, unknown> | undefined): Requester {
  const requester = extra?.requester;
  if (isRequester(requester)) return requester;
  throw new Error("the request came without a requester");
}

function isRequester(value: unknown): value is Requester {
  return typeof value === "object" && value !== null && "apiKey" in value && "scopes" in value;
}
