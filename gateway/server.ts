import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { ErrorCode } from "../generated/openapi/errors.ts";
import { ServiceError } from "../services/runtime/errors.ts";
import type { Logger } from "../services/runtime/logging/logger.ts";
import { Slots } from "../services/runtime/memory/slots.ts";
import { unreadRequest } from "./problem/unread-request.ts";
import { createSocketRefusals } from "./refuse-socket.ts";

/** A listening server. */
export interface HttpServer {
  readonly port: number;
  /** Accepts no new connections, gives requests in flight time to finish, then closes the rest. */
  stop(): Promise<void>;
}

/** Time limits for the parts of a request to arrive, so that slow senders cannot hold connections open. */
export interface ArrivalTimes {
  readonly headersMs: number;
  readonly requestMs: number;
  /** Interval between checks. */
  readonly lookEveryMs: number;
}

const usualTimes: ArrivalTimes = { headersMs: 15_000, requestMs: 60_000, lookEveryMs: 2_000 };
/**
 * Node's limit for request line and headers: slightly more than `require-http` allows for both together. It
 * fits in one TCP read, so that the parser's error shows which of the two was too long.
 */
const maxHeaderSize = 40_960;
/** Longer than a balancer's usual 60 s, so that we never close a connection that it is about to use. */
const keepAliveTimeoutMs = 75_000;
const drainMs = 15_000;

/** Options of the server. */
export interface HttpServerOptions {
  readonly host: string;
  /** 0 lets the system choose one. */
  readonly port: number;
  readonly log: Logger;
  readonly times?: ArrivalTimes;
}

/** Starts the HTTP server. @throws if the address cannot be bound */
export async function startHttpServer(
  listener: RequestListener,
  { host, port, log, times = usualTimes }: HttpServerOptions,
): Promise<HttpServer> {
  let stopping = false;
  const open = new Slots<ServerResponse>();
  const { refuse } = createSocketRefusals(open, log);
  const options = {
    headersTimeout: times.headersMs,
    requestTimeout: times.requestMs,
    connectionsCheckingInterval: times.lookEveryMs,
    maxHeaderSize,
    // `require-http` checks it instead and sends the documented answer.
    requireHostHeader: false,
  };
  const serve: RequestListener = (request, response) => {
    const place = open.add(response);
    response.on("close", () => {
      open.remove(place);
      if (stopping) server.closeIdleConnections();
    });
    if (stopping) response.setHeader("Connection", "close");
    listener(request, response);
  };
  const server = createServer(options, serve);
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.on("checkExpectation", serve);
  server.on("clientError", (error, socket: Socket) => refuse(socket, unreadRequest(error)));
  server.on("connect", (_request, socket: Socket) => refuse(socket, noProxy()));
  server.listen(port, host);
  await once(server, "listening");
  return {
    port: portOf(server),
    stop() {
      stopping = true;
      for (const response of open) if (!response.headersSent) response.setHeader("Connection", "close");
      return drain(server);
    },
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}

async function drain(server: Server): Promise<void> {
  const closed = once(server, "close");
  // Closes idle connections too; the others close after their answer.
  server.close();
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(cut);
}

function noProxy(): ServiceError<ErrorCode> {
  return new ServiceError("not_implemented", "This server is not a proxy and does not support CONNECT.");
}
