import { createServer, type IncomingMessage, type RequestListener, request as send } from "node:http";
import { type Duplex, duplexPair } from "node:stream";

/**
 * A fetch that asks this process itself: HTTP as always, through every middleware, but over a pair of streams in memory.
 * So it needs no port, and goes on while the server takes no new connections. The host of the URL does not matter.
 */
export function inProcessFetch(listener: RequestListener): typeof fetch {
  // Never listens: connections are handed to it.
  const server = createServer(listener);
  return async (input, init) => {
    const request = new Request(input, init);
    const body = Buffer.from(await request.arrayBuffer());
    const [ours, theirs] = duplexPair();
    server.emit("connection", theirs);
    try {
      return await exchange(request, body, ours);
    } finally {
      ours.destroy();
      theirs.destroy();
    }
  };
}

function exchange(request: Request, body: Buffer, connection: Duplex): Promise<Response> {
  const { method, url, signal } = request;
  const headers = { ...Object.fromEntries(request.headers), "content-length": body.length };
  return new Promise((resolve, reject) => {
    const sent = send(url, { method, headers, signal, createConnection: () => connection });
    sent.on("error", reject).on("response", (response) => whole(response).then(resolve, reject));
    sent.end(body);
  });
}

async function whole(response: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  const { statusCode: status = 0, headers } = response;
  const one = Object.entries(headers).map(([name, value = ""]) => [name, String(value)]);
  const hasBody = status !== 204 && status !== 304;
  return new Response(hasBody ? Buffer.concat(chunks) : null, { status, headers: Object.fromEntries(one) });
}
