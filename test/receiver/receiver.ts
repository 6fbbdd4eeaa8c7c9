import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { Socket } from "node:net";
import { type Release, react } from "./react.ts";
import { answer, type Reaction } from "./script.ts";

/** One request as it came. */
export interface ReceivedRequest {
  /** From 1, over all paths. */
  readonly number: number;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Lower-case names; repeated values joined as Node joins them. */
  readonly headers: IncomingMessage["headers"];
  /** Name, value, name, value, as written; each character one byte. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  /** When its head had arrived, by the machine's clock. */
  readonly arrivedAt: number;
  /** Number of its connection, from 1; shows whether connections are reused. */
  readonly connection: number;
}

/** Chooses a reaction by the request. */
export type Decide = (request: ReceivedRequest) => Reaction;

export interface ReceiverOptions {
  /** PEM; with it the receiver uses HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Node's keep-alive time for idle connections; default 5 s, as most servers have. */
  readonly keepAliveMs?: number;
}

export interface Receiver extends AsyncDisposable {
  /** `http://127.0.0.1:port`, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** All requests so far, in order. */
  readonly requests: readonly ReceivedRequest[];
  /** Connections opened so far. */
  readonly connectionCount: number;
  /** Sets the reactions of a path, used in turn; the last one repeats. `*` stands for every path without its own. */
  on(path: string, ...reactions: readonly (Reaction | Decide)[]): void;
  /** Answers all hanging requests. */
  releaseAll(): void;
  /**
   * Waits until `wanted` requests have arrived, or the list satisfies `wanted`; resolves to the list. After
   * `withinMs` (default 5,000) it rejects and lists what arrived.
   */
  waitFor(
    wanted: number | ((requests: readonly ReceivedRequest[]) => boolean),
    withinMs?: number,
  ): Promise<readonly ReceivedRequest[]>;
  /** Stops it and closes all connections. */
  close(): Promise<void>;
}

/**
 * Starts a receiver on a free port of the loopback. It records every request and reacts as scripted; without a script
 * it answers 200.
 */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const requests: ReceivedRequest[] = [];
  const script = createScript();
  const watchers = new Set<() => void>();
  const hanging = new Set<Release>();
  const connections = new Map<Socket, number>();
  let connectionCount = 0;

  const listener: RequestListener = (incoming, response) => {
    void record(incoming, connections.get(incoming.socket) ?? 0).then((recorded) => {
      if (recorded === null) return;
      const request = { ...recorded, number: requests.length + 1 };
      requests.push(request);
      const release = react(script.next(request), incoming, response);
      if (release !== null) hanging.add(release);
      response.once("close", () => release !== null && hanging.delete(release));
      for (const watch of watchers) watch();
    });
  };

  const { tls, keepAliveMs = 5_000 } = options;
  const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.keepAliveTimeout = keepAliveMs;
  server.on(tls === undefined ? "connection" : "secureConnection", (socket: Socket) => {
    connections.set(socket, ++connectionCount);
    // Tests break connections on purpose; the errors must not end the test process.
    socket.on("error", () => {});
    socket.once("close", () => connections.delete(socket));
  });
  server.on("tlsClientError", () => {});
  const port = await listen(server);

  const close = () => closeServer(server, connections.keys());
  return {
    url: `${tls === undefined ? "http" : "https"}://127.0.0.1:${port}`,
    port,
    requests,
    get connectionCount() {
      return connectionCount;
    },
    on: script.set,
    releaseAll() {
      for (const release of hanging) release();
      hanging.clear();
    },
    waitFor: (wanted, withinMs = 5_000) => waitFor(requests, watchers, wanted, withinMs),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Keeps the next reaction of each path. */
function createScript() {
  const byPath = new Map<string, (Reaction | Decide)[]>();
  return {
    set: (path: string, ...reactions: readonly (Reaction | Decide)[]) => {
      byPath.set(path, [...reactions]);
    },
    next(request: ReceivedRequest): Reaction {
      const path = request.url.split("?", 1)[0] ?? "";
      const left = byPath.get(path) ?? byPath.get("*") ?? [];
      const next = left.length > 1 ? left.shift() : left[0];
      return typeof next === "function" ? next(request) : (next ?? answer());
    },
  };
}

async function closeServer(server: Server, sockets: Iterable<Socket>): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeAllConnections();
  for (const socket of sockets) socket.destroy();
  await closed;
}

/** Resolves to the port that the system chose. */
async function listen(server: Server): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** Reads a whole request; null if the sender gave up. */
async function record(
  incoming: IncomingMessage,
  connection: number,
): Promise<Omit<ReceivedRequest, "number"> | null> {
  const arrivedAt = Date.now();
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  } catch {
    return null;
  }
  const { method = "", url = "", headers, rawHeaders } = incoming;
  return { method, url, headers, rawHeaders, body: Buffer.concat(chunks), arrivedAt, connection };
}

function waitFor(
  requests: readonly ReceivedRequest[],
  watchers: Set<() => void>,
  wanted: number | ((requests: readonly ReceivedRequest[]) => boolean),
  withinMs: number,
): Promise<readonly ReceivedRequest[]> {
  const enough = typeof wanted === "number" ? () => requests.length >= wanted : () => wanted(requests);
  return new Promise((resolve, reject) => {
    const watch = () => {
      if (!enough()) return;
      watchers.delete(watch);
      clearTimeout(timer);
      resolve([...requests]);
    };
    const timer = setTimeout(() => {
      watchers.delete(watch);
      const came = requests.map(({ number, method, url }) => `${number}. ${method} ${url}`).join(", ");
      const what = typeof wanted === "number" ? `${wanted} requests` : "the requests that were waited for";
      reject(new Error(`${what} did not come within ${withinMs} ms; came: ${came || "none"}`));
    }, withinMs);
    watchers.add(watch);
    watch();
  });
}
