import { once } from "node:events";
import { connect, type Socket } from "node:net";

/**
 * A kept-alive HTTP/1.1 connection that sends prepared bytes and reads only status and length of an answer. It costs
 * a fifth of undici, which matters since client and server share the processors.
 */
export class KeepAliveConnection {
  readonly #socket: Socket;
  #head = "";
  #status = 0;
  /** Bytes left of the answer's body; null until its head is complete. */
  #remaining: number | null = null;
  #answered: { resolve(status: number): void; reject(error: Error): void } | null = null;

  static async open(url: URL): Promise<KeepAliveConnection> {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    await once(socket, "connect");
    return new KeepAliveConnection(socket);
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => this.#read(chunk));
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => this.#fail(new Error("the connection was closed before an answer")));
  }

  /** Resolves to the status when the answer is complete. One at a time. */
  send(request: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#answered = { resolve, reject };
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    if (this.#remaining !== null) {
      this.#take(chunk.length);
      return;
    }
    this.#head += chunk.toString("latin1");
    const end = this.#head.indexOf("\r\n\r\n");
    if (end < 0) return;
    const length = /\r\ncontent-length: *(\d+)/i.exec(this.#head.slice(0, end))?.[1];
    if (length === undefined) {
      this.#fail(new Error(`an answer without a length: ${this.#head.slice(0, end)}`));
      return;
    }
    this.#status = Number(this.#head.slice(9, 12));
    this.#remaining = Number(length);
    this.#take(this.#head.length - end - 4);
  }

  #take(bytes: number): void {
    this.#remaining = (this.#remaining ?? 0) - bytes;
    if (this.#remaining > 0) return;
    this.#remaining = null;
    this.#head = "";
    const answered = this.#answered;
    this.#answered = null;
    answered?.resolve(this.#status);
  }

  #fail(error: Error): void {
    this.#answered?.reject(error);
    this.#answered = null;
  }
}
