import type { Socket } from "node:net";
import type { Clock } from "../../../runtime/clock.ts";
import type { Dial } from "../dial.ts";
import type { ConnectionLimits, HttpConnection } from "../http-connection.ts";
import type { ExchangeHandler } from "./exchange-handler.ts";
import { asError, shutDown } from "./http-error.ts";
import { type RequestParts, requestHead } from "./request-head.ts";
import { type ResponseEvents, ResponseReader } from "./response-reader.ts";
import { writeRequest } from "./write-request.ts";

/** A receiver closes at the time it named, so its last second is left alone. */
const spareMs = 1_000;

/** One kept-alive HTTP/1.1 connection. Whatever does not end as HTTP/1.1 would have it closes it. */
export class Connection implements HttpConnection {
  readonly #clock: Clock;
  readonly #dial: Dial;
  readonly #host: string;
  readonly #limits: ConnectionLimits;
  readonly #reader: ResponseReader;
  #socket: Socket | null = null;
  #handler: ExchangeHandler | null = null;
  /** The socket has brought an answer before. */
  #isKept = false;
  /** The request that is sent once more if the socket is lost; null: none. */
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
      // However long the connection took to be made: nothing is written that may not start any more.
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

  /** Until it is answered the connection is idle: should it close, that is nobody's failure. */
  #ask(request: RequestParts, handler: ExchangeHandler): void {
    this.#handler = null;
    void handler.askToStart().then((may) => {
      if (may) this.send(request, handler);
      else handler.onWithdrawn();
    });
  }

  #onData(bytes: Buffer, end: number): void {
    if (this.#handler === null || this.#socket === null) {
      // Nobody asked for it.
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

  /** The receiver has closed its side, or the connection is gone. */
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

  /** The connection is gone before its answer was complete, or while it was idle. */
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

  /** @param isClean nothing followed the answer */
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
    // A receiver that answers before it has read everything may be about to close.
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
