import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { ErrorCode } from "../generated/openapi/errors.ts";
import { ServiceError } from "../services/runtime/errors.ts";
import type { Logger } from "../services/runtime/logger.ts";
import { Slots } from "../services/runtime/slots.ts";
import { unreadRequest } from "./problem/unread-request.ts";
import { createSocketRefusals } from "./refuse-socket.ts";

/** A server that listens. */
export interface HttpServer {
  readonly port: number;
  /** Takes no new connections, finishes what is in flight within the bound, then cuts the rest. */
  stop(): Promise<void>;
}

/** Describes how long the parts of a request may take to arrive, so that slow senders cannot hold connections open. */
export interface ArrivalTimes {
  readonly headersMs: number;
  readonly requestMs: number;
  /** Between two looks at who has taken too long. */
  readonly lookEveryMs: number;
}

const usualTimes: ArrivalTimes = { headersMs: 15_000, requestMs: 60_000, lookEveryMs: 2_000 };
/**
 * Limits what Node reads of a request line and headers before it gives up: a little more than a URL and headers of the
 * largest size that `require-http` lets through. One piece of TCP's holds it, so that the parser's error shows which of
 * the two was too long.
 */
const maxHeaderSize = 40_960;
/** Longer than a balancer's usual 60 s, so that it is never us who close a connection it is about to use. */
const keepAliveTimeoutMs = 75_000;
const drainMs = 15_000;

/** Where the server listens, and with what. */
export interface HttpServerOptions {
  readonly host: string;
  /** 0: one that the system chooses. */
  readonly port: number;
  readonly log: Logger;
  readonly times?: ArrivalTimes;
}

/** Starts the HTTP server. @throws when it cannot be bound */
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
    // `require-http` asks for it, and answers as everything is answered.
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
  // Closes idle connections too; the others close with their answer.
  server.close();
  const cut = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(cut);
}

function noProxy(): ServiceError<ErrorCode> {
  return new ServiceError("not_implemented", "This server is no proxy: it knows no CONNECT.");
}
