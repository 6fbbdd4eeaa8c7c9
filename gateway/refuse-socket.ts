import { randomUUID } from "node:crypto";
import { type ServerResponse, STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { ErrorCode } from "../generated/openapi/errors.ts";
import type { ServiceError } from "../services/runtime/errors.ts";
import type { Logger } from "../services/runtime/logging/logger.ts";
import { problemOf } from "./problem/problem.ts";

/** Time for which the rest is read and dropped: closing a connection with unread bytes loses the answer. */
const lingerMs = 2_000;

/** Answers bytes that could not be parsed as a request. */
export interface SocketRefusals {
  /** Answers once per connection, after the pending answers on it, and then closes it. */
  refuse(socket: Socket, error: ServiceError<ErrorCode>): void;
}

/** @param open pending answers of all connections */
export function createSocketRefusals(open: Iterable<ServerResponse>, log: Logger): SocketRefusals {
  const refused = new WeakSet<Socket>();

  const answer = (socket: Socket, error: ServiceError<ErrorCode>): void => {
    if (!socket.writable) return void socket.destroy();
    const requestId = `req_${randomUUID().replaceAll("-", "")}`;
    const { status, body } = problemOf(error, requestId);
    log.info({ request_id: requestId, status, code: error.code }, "no request");
    const text = JSON.stringify(body);
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? "Error"}\r\nConnection: close\r\nX-Request-Id: ${requestId}\r\n` +
        `Date: ${new Date().toUTCString()}\r\nContent-Type: application/json; charset=utf-8\r\n` +
        `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
    const cut = setTimeout(() => socket.destroy(), lingerMs);
    socket.once("close", () => clearTimeout(cut));
  };

  return {
    refuse(socket, error) {
      if (refused.has(socket)) return;
      refused.add(socket);
      // Requests pipelined before it are answered first; Node creates no response for the broken one.
      const before = [...open].filter((each) => each.req.socket === socket && each.req.complete);
      const last = before.at(-1);
      if (last === undefined) answer(socket, error);
      else last.once("close", () => answer(socket, error));
    },
  };
}
