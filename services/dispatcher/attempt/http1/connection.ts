import type { Socket } from "node:net";
import type { Clock } from "../../../runtime/time/clock.ts";
import type { Dial } from "../connections/dial.ts";
import type { ConnectionLimits, HttpConnection } from "../connections/http-connection.ts";
import type { ExchangeHandler } from "./exchange-handler.ts";
import { asError, shutDown } from "./http-error.ts";
import { type RequestParts, requestHead } from "./request-head.ts";
import { type ResponseEvents, ResponseReader } from "./response-reader.ts";
import { writeRequest } from "./write-request.ts";

/** Stops using a connection this long before the time at which the receiver said it would close it. */
const spareMs = 1_000;

/** One kept-alive HTTP/1.1 connection. Closes on anything that is not valid HTTP/1.1. */
export class Connection implements HttpConnection {
  readonly #clock: Clock;
  readonly #dial: Dial;
  readonly #host: string;
  readonly #limits: ConnectionLimits;
  readonly #reader: ResponseReader;
  #socket: Socket | null = null;
  #handler: ExchangeHandler | null = null;
  /** True if the socket has carried an answer before. */
  #isKept = false;
  /** The request to resend if the socket is lost; null if none. */
  #again: RequestParts | null = null;
  #keepUntil = 0;
  #destroyed = false;

  constructor(clock: Clock, dial: Dial, { host }: URL, limits: ConnectionLimits) {
    this.#clock = clock;
    this.#dial = dial;
    this.#host = host;
    this.#limits = limits;
    this.#reader = new ResponseReader(limits);
  }

  send(request: RequestParts, handler: ExchangeHandler): void {
    this.#handler = handler;
    if (this.#destroyed) this.#fail(shutDown());
    else if (this.#socket === null) this.#dialFor(request, handler);
    else this.#write(this.#socket, request, handler);
  }

  #dialFor(request: RequestParts, handler: ExchangeHandler): void {
    this.#dial(
      (bytes, end) => this.#onData(bytes, end),
      (error, socket) => {
        if (error !== null) this.#fail(error);
        else if (this.#destroyed) socket.destroy();
        else this.#write(this.#adopt(socket), request, handler);
      },
    );
  }

  closeIfIdle(now: number): void {
    if (this.#handler === null && this.#keepUntil <= now) this.#close();
  }

  abort(error: Error): void {
    this.#close();
    this.#fail(error);
  }

  destroy(): void {
    this.#destroyed = true;
    this.abort(shutDown());
  }

  #adopt(socket: Socket): Socket {
    this.#socket = socket;
    this.#isKept = false;
    this.#keepUntil = this.#clock.now() + this.#limits.keepAliveMs;
    socket.on("error", (error) => {
      if (this.#socket === socket) this.#lose(error);
    });
    const onClosed = () => {
      if (this.#socket === socket) this.#onClosed();
    };
    socket.on("end", onClosed);
    socket.on("close", onClosed);
    return socket;
  }

  #write(socket: Socket, request: RequestParts, handler: ExchangeHandler): void {
    this.#reader.restart();
    try {
      const head = requestHead(request, this.#host);
      // The dial may have taken long, so check again that the request may still start.
      if (!handler.mayStart()) this.#ask(request, handler);
      else {
        handler.onStart(this);
        this.#again = this.#isKept ? request : null;
        writeRequest(socket, head, request.body);
      }
    } catch (error) {
      this.#fail(asError(error));
    }
  }

  /** The connection counts as idle until the answer: if it closes meanwhile, no request has failed. */
  #ask(request: RequestParts, handler: ExchangeHandler): void {
    this.#handler = null;
    void handler.askToStart().then((may) => {
      if (may) this.send(request, handler);
      else handler.onWithdrawn();
    });
  }

  #onData(bytes: Buffer, end: number): void {
    if (this.#handler === null || this.#socket === null) {
      // Unexpected bytes on an idle connection.
      this.#close();
      return;
    }
    try {
      const read = this.#reader.read(bytes, end, this.#events);
      if (this.#reader.ended) this.#end(read === end);
    } catch (error) {
      this.abort(asError(error));
    }
  }

  readonly #events: ResponseEvents = {
    onHead: (head) => this.#handler?.onHead(head),
    onData: (bytes, from, to) => this.#handler?.onData(bytes, from, to),
  };

  /** The receiver closed its side, or the connection was lost. */
  #onClosed(): void {
    try {
      this.#reader.close();
    } catch (error) {
      this.#lose(asError(error));
      return;
    }
    this.#close();
    if (this.#handler !== null) this.#end(false);
  }

  /** The connection was lost before its answer was complete, or while it was idle. */
  #lose(error: Error): void {
    const handler = this.#handler;
    const again = this.#again;
    if (handler === null || again === null || this.#reader.begun) {
      this.abort(error);
      return;
    }
    this.#close();
    this.#again = null;
    handler.onLost(error);
    this.#dialFor(again, handler);
  }

  /** @param isClean true if no bytes followed the answer */
  #end(isClean: boolean): void {
    const handler = this.#handler;
    this.#handler = null;
    this.#again = null;
    const keepMs = isClean ? this.#keepMs() : 0;
    if (keepMs <= 0) this.#close();
    this.#isKept = true;
    this.#keepUntil = this.#clock.now() + keepMs;
    handler?.onEnd();
  }

  #keepMs(): number {
    const { keepAliveMs, mostKeepAliveMs } = this.#limits;
    const { head } = this.#reader;
    // A receiver that answers before it has read the whole request may be about to close.
    if (!head?.keepAlive || this.#socket?.writableLength !== 0) return 0;
    const named = head.keepAliveSeconds;
    return named === null ? keepAliveMs : Math.min(named * 1_000 - spareMs, mostKeepAliveMs);
  }

  #fail(error: Error): void {
    const handler = this.#handler;
    this.#handler = null;
    this.#again = null;
    handler?.onError(error);
  }

  #close(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.destroy();
  }
}
