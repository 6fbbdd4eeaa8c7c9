import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { ErrorCode } from "../generated/openapi/errors.ts";
import { ServiceError } from "../services/runtime/errors.ts";
import { Slots } from "../services/runtime/slots.ts";
import { problemOf } from "./problem/problem.ts";

/** A server that listens. */
export interface HttpServer {
  readonly port: number;
  /** Takes no new connections, finishes what is in flight within the bound, then cuts the rest. */
  stop(): Promise<void>;
}

/** How long the parts of a request may take to arrive, so that slow senders cannot hold connections open. */
const headersTimeoutMs = 15_000;
const requestTimeoutMs = 60_000;
/** Longer than a balancer's usual 60 s, so that it is never us who close a connection it is about to use. */
const keepAliveTimeoutMs = 75_000;
const drainMs = 15_000;

/** Starts the HTTP server; a port of 0 lets the system choose one. @throws when it cannot be bound */
export async function startHttpServer(
  listener: RequestListener,
  host: string,
  port: number,
): Promise<HttpServer> {
  let stopping = false;
  const open = new Slots<ServerResponse>();
  const timeouts = { headersTimeout: headersTimeoutMs, requestTimeout: requestTimeoutMs };
  const server = createServer(timeouts, (request, response) => {
    const place = open.add(response);
    response.on("close", () => {
      open.remove(place);
      if (stopping) server.closeIdleConnections();
    });
    if (stopping) response.setHeader("Connection", "close");
    listener(request, response);
  });
  server.keepAliveTimeout = keepAliveTimeoutMs;
  server.on("clientError", (_error, socket: Socket) => refuse(socket));
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

/** Answers what is not HTTP, or took too long to arrive, in the shape of every error. */
function refuse(socket: Socket): void {
  if (!socket.writable) return void socket.destroy();
  const error = new ServiceError<ErrorCode>(
    "invalid",
    "invalid_parameter",
    "This is not a complete HTTP request.",
  );
  const requestId = `req_${randomUUID().replaceAll("-", "")}`;
  const { status, body } = problemOf(error, requestId);
  const text = JSON.stringify(body);
  socket.end(
    `HTTP/1.1 ${status} Bad Request\r\nConnection: close\r\nX-Request-Id: ${requestId}\r\n` +
      `Content-Type: application/json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}
