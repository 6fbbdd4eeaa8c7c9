import type { Socket } from "node:net";
import { Client, type Dispatcher } from "undici";
import type { Dial } from "../connections/dial.ts";
import type { ConnectionLimits, HttpConnection, OpenConnection } from "../connections/http-connection.ts";
import type { ExchangeHandler } from "../http1/exchange-handler.ts";
import { answerTooLarge, asError, shutDown } from "../http1/http-error.ts";
import type { RequestParts } from "../http1/request-head.ts";
import { fromUndici } from "./undici-error.ts";

/** Stops using a connection this long before the time at which the receiver said it would close it. */
const spareMs = 1_000;

/** A request under way, and its state for a resend. */
interface Sending {
  readonly request: RequestParts;
  readonly handler: ExchangeHandler;
  /** True if the request was written to a reused connection; it is resent if that connection is lost. */
  mayBeLost: boolean;
  isAgain: boolean;
  /** Bytes that the socket had read before. */
  bytesBefore: number;
  controller: Dispatcher.DispatchController | null;
}

type Connected = (...outcome: [error: Error, socket: null] | [error: null, socket: Socket]) => void;

/** The store must be asked before the request may be written. */
class Late extends Error {}

/** The request must not be written any more. */
class Withdrawn extends Error {}

/** Opens a connection of undici; `README.md` lists the differences from our own client. */
export const openUndici: OpenConnection = (_clock, dial, origin, limits) => {
  return new UndiciConnection(dial, origin, limits);
};

class UndiciConnection implements HttpConnection {
  readonly #dial: Dial;
  readonly #limits: ConnectionLimits;
  readonly #client: Client;
  #socket: Socket | null = null;
  #isKept = false;
  #sending: Sending | null = null;
  #destroyed = false;

  constructor(dial: Dial, origin: URL, limits: ConnectionLimits) {
    this.#dial = dial;
    this.#limits = limits;
    this.#client = new Client(origin.origin, {
      connect: (_options, onConnected) => this.#connect(onConnected),
      allowH2: false,
      // The exchange has its own timeout.
      headersTimeout: 0,
      bodyTimeout: 0,
      maxHeaderSize: limits.maxHeadBytes,
      keepAliveTimeout: limits.keepAliveMs,
      keepAliveMaxTimeout: limits.mostKeepAliveMs,
      keepAliveTimeoutThreshold: spareMs,
    });
  }

  send(request: RequestParts, handler: ExchangeHandler): void {
    if (this.#destroyed) handler.onError(shutDown());
    else this.#dispatch({ ...unsent, request, handler });
  }

  /** undici closes idle connections by a timer of its own. */
  closeIfIdle(): void {}

  abort(error: Error): void {
    if (this.#sending !== null) this.#sending.mayBeLost = false;
    this.#sending?.controller?.abort(error);
  }

  destroy(): void {
    this.#destroyed = true;
    if (this.#sending !== null) this.#sending.mayBeLost = false;
    this.#client.destroy(shutDown()).catch(() => {});
  }

  #dispatch(sending: Sending): void {
    this.#sending = sending;
    const { method, path, headers, body } = sending.request;
    this.#client.dispatch(
      { method, path, headers: [...headers], body: body.length === 0 ? null : body },
      this.#follow(sending),
    );
  }

  #follow(sending: Sending): Dispatcher.DispatchHandler {
    const { handler } = sending;
    return {
      onRequestStart: (controller) => this.#start(sending, controller),
      onResponseStart: (_controller, statusCode, { "retry-after": retryAfter }) => {
        if (statusCode < 200) return;
        const [first = null] = [retryAfter].flat();
        handler.onHead({ statusCode, retryAfter: first });
      },
      onResponseData: (_controller, bytes) => handler.onData(bytes, 0, bytes.length),
      onResponseEnd: () => {
        this.#sending = null;
        this.#isKept = true;
        // A receiver that answers before it has read the whole request may be about to close.
        if (this.#socket?.writableLength !== 0) this.#socket?.destroy();
        handler.onEnd();
      },
      onResponseError: (_controller, error) => this.#fail(sending, error),
    };
  }

  /** undici writes right after this. */
  #start(sending: Sending, controller: Dispatcher.DispatchController): void {
    const { handler } = sending;
    if (!handler.mayStart()) {
      controller.abort(new Late());
      return;
    }
    sending.controller = controller;
    sending.bytesBefore = this.#socket?.bytesRead ?? 0;
    sending.mayBeLost = this.#isKept && !sending.isAgain;
    try {
      handler.onStart(this);
    } catch (error) {
      sending.mayBeLost = false;
      controller.abort(asError(error));
    }
  }

  #fail(sending: Sending, error: Error): void {
    this.#sending = null;
    const { handler, bytesBefore, mayBeLost } = sending;
    if (error instanceof Late) {
      void handler.askToStart().then((may) => {
        if (may) this.#dispatch(sending);
        else handler.onWithdrawn();
      });
    } else if (error instanceof Withdrawn) handler.onWithdrawn();
    else if (mayBeLost && this.#socket?.bytesRead === bytesBefore) {
      handler.onLost(fromUndici(error, this.#limits));
      this.#dispatch({ ...sending, ...unsent, isAgain: true });
    } else handler.onError(fromUndici(error, this.#limits));
  }

  /** Hands over a connection to which the request may be written at once. */
  #connect(onConnected: Connected): void {
    this.#dial(null, (error, socket) => {
      if (error !== null) {
        onConnected(error, null);
        return;
      }
      const handler = this.#sending?.handler;
      if (handler === undefined || handler.mayStart()) {
        onConnected(null, this.#adopt(socket));
        return;
      }
      void handler.askToStart().then((may) => {
        if (may && socket.destroyed) this.#connect(onConnected);
        else if (may) onConnected(null, this.#adopt(socket));
        else {
          socket.destroy();
          onConnected(new Withdrawn(), null);
        }
      });
    });
  }

  #adopt(socket: Socket): Socket {
    this.#socket = socket;
    this.#isKept = false;
    // undici does not report bytes outside a body.
    socket.on("readable", () => {
      const { maxAnswerBytes } = this.#limits;
      const sending = this.#socket === socket ? this.#sending : null;
      if (sending !== null && socket.bytesRead - sending.bytesBefore > maxAnswerBytes) {
        this.abort(answerTooLarge(maxAnswerBytes));
      }
    });
    return socket;
  }
}

const unsent = { mayBeLost: false, isAgain: false, bytesBefore: 0, controller: null };
