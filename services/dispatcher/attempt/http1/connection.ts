import type { Socket } from "node:net";
import type { Clock } from "../../../runtime/clock.ts";
import type { Dial } from "../dial.ts";
import type { ExchangeHandler } from "./exchange-handler.ts";
import { asError, shutDown } from "./http-error.ts";
import { type RequestParts, requestHead } from "./request-head.ts";
import type { ResponseHead } from "./response-head.ts";
import { ResponseReader } from "./response-reader.ts";
import { writeRequest } from "./write-request.ts";

export interface ConnectionLimits {
  /** An unused connection is closed after this, unless the receiver names a time. */
  readonly keepAliveMs: number;
  /** At most, whatever the receiver names. */
  readonly mostKeepAliveMs: number;
  readonly maxHeaderBytes: number;
}

/** A receiver closes at the time it named, so its last second is left alone. */
const spareMs = 1_000;

/**
 * One kept-alive HTTP/1.1 connection: dials when it is first used, and anew after it was closed. It carries one
 * request at a time and sends none twice. Whatever does not end as HTTP/1.1 would have it closes the connection.
 */
export class Connection {
  readonly #clock: Clock;
  readonly #dial: Dial;
  readonly #host: string;
  readonly #limits: ConnectionLimits;
  readonly #reader: ResponseReader;
  #socket: Socket | null = null;
  #handler: ExchangeHandler | null = null;
  /** Of the answer that is being read. */
  #head: ResponseHead | null = null;
  #keepUntil = 0;
  #destroyed = false;

  /** @param host for the Host header */
  constructor(clock: Clock, dial: Dial, host: string, limits: ConnectionLimits) {
    this.#clock = clock;
    this.#dial = dial;
    this.#host = host;
    this.#limits = limits;
    this.#reader = new ResponseReader(limits.maxHeaderBytes);
  }

  /** Sends a request; the one before it must have ended. */
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

  /** Closes what is open but was not used for as long as it may be kept. */
  closeIfIdle(now: number): void {
    if (this.#handler === null && this.#keepUntil <= now) this.#close();
  }

  /** Breaks off what is in flight; the next request dials anew. */
  abort(error: Error): void {
    this.#close();
    this.#fail(error);
  }

  /** Ends everything for good. */
  destroy(): void {
    this.#destroyed = true;
    this.abort(shutDown());
  }

  #adopt(socket: Socket): Socket {
    this.#socket = socket;
    this.#keepUntil = this.#clock.now() + this.#limits.keepAliveMs;
    socket.on("error", (error) => {
      if (this.#socket === socket) this.abort(error);
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
    this.#head = null;
    try {
      const head = requestHead(request, this.#host);
      // However long the connection took to be made: nothing is written that may not start any more.
      if (!handler.mayStart()) this.#ask(request, handler);
      else {
        handler.onStart(this);
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
    const handler = this.#handler;
    if (handler === null || this.#socket === null) {
      // Nobody asked for it.
      this.#close();
      return;
    }
    let read: number;
    try {
      read = this.#reader.read(bytes, end, this.#events);
    } catch (error) {
      if (!(error instanceof BrokenOff)) this.abort(asError(error));
      return;
    }
    if (this.#reader.ended && this.#socket !== null) this.#end(read === end);
  }

  /** An exchange that is broken off while its answer is read hears no more of it, nor does the next one. */
  readonly #events = {
    onHead: (head: ResponseHead) => {
      this.#head = head;
      this.#handler?.onHead(head);
      if (this.#socket === null) throw new BrokenOff();
    },
    onData: (data: Buffer) => {
      this.#handler?.onData(data);
      if (this.#socket === null) throw new BrokenOff();
    },
  };

  /** The receiver has closed its side, or the connection is gone. */
  #onClosed(): void {
    this.#close();
    if (this.#handler === null) return;
    try {
      this.#reader.close();
    } catch (error) {
      this.#fail(asError(error));
      return;
    }
    this.#end(false);
  }

  /** @param isClean nothing followed the answer */
  #end(isClean: boolean): void {
    const handler = this.#handler;
    this.#handler = null;
    const keepMs = isClean ? this.#keepMs() : 0;
    if (keepMs <= 0) this.#close();
    this.#keepUntil = this.#clock.now() + keepMs;
    handler?.onEnd();
  }

  #keepMs(): number {
    const { keepAliveMs, mostKeepAliveMs } = this.#limits;
    // A receiver that answers before it has read everything may be about to close.
    if (!this.#head?.keepAlive || this.#socket?.writableLength !== 0) return 0;
    const named = this.#head.keepAliveSeconds;
    return named === null ? keepAliveMs : Math.min(named * 1_000 - spareMs, mostKeepAliveMs);
  }

  #fail(error: Error): void {
    const handler = this.#handler;
    this.#handler = null;
    handler?.onError(error);
  }

  #close(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.destroy();
  }
}

/** Ends the reading of an answer that nobody waits for any more. */
class BrokenOff extends Error {}
