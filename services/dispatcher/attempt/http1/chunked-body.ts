import { headTooLarge, notHttp } from "./http-error.ts";

const newline = 10;
const sizeLine = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i;

/** Takes a chunked body apart (RFC 9112, 7.1), however it comes in pieces. Trailers are read past. */
export class ChunkedBody {
  #stage: "size" | "data" | "after_data" | "trailers" | "ended" = "size";
  /** Of the chunk. */
  #bytesLeft = 0;
  /** What has come of a line that has not ended. */
  #line = "";
  /** That sizes and trailers may still have. */
  #lineBytesLeft: number;

  /** @param mostLineBytes of one size line, or of all trailers */
  constructor(mostLineBytes: number) {
    this.#mostLineBytes = mostLineBytes;
    this.#lineBytesLeft = mostLineBytes;
  }

  readonly #mostLineBytes: number;

  get ended(): boolean {
    return this.#stage === "ended";
  }

  /**
   * Reads on.
   *
   * @returns where it stopped: behind the body when that has ended, else at `end`
   * @throws HttpError when these are no chunks
   */
  read(bytes: Buffer, from: number, end: number, onData: (data: Buffer) => void): number {
    let at = from;
    while (at < end && this.#stage !== "ended") {
      if (this.#stage === "data") {
        const size = Math.min(this.#bytesLeft, end - at);
        onData(bytes.subarray(at, at + size));
        at += size;
        this.#bytesLeft -= size;
        if (this.#bytesLeft === 0) this.#stage = "after_data";
      } else {
        at = this.#readLine(bytes, at, end);
      }
    }
    return at;
  }

  #readLine(bytes: Buffer, from: number, end: number): number {
    const found = bytes.indexOf(newline, from);
    const stop = found === -1 || found >= end ? end : found + 1;
    this.#lineBytesLeft -= stop - from;
    if (this.#lineBytesLeft < 0) throw headTooLarge();
    this.#line += bytes.toString("latin1", from, stop);
    if (this.#line.endsWith("\n")) {
      if (!this.#line.endsWith("\r\n")) throw notHttp();
      const line = this.#line.slice(0, -2);
      this.#line = "";
      this.#take(line);
    }
    return stop;
  }

  #take(line: string): void {
    if (this.#stage === "trailers") {
      if (line === "") this.#stage = "ended";
      return;
    }
    this.#lineBytesLeft = this.#mostLineBytes;
    if (this.#stage === "after_data") {
      if (line !== "") throw notHttp();
      this.#stage = "size";
      return;
    }
    const [, size] = sizeLine.exec(line) ?? [];
    if (size === undefined) throw notHttp();
    this.#bytesLeft = Number.parseInt(size, 16);
    this.#stage = this.#bytesLeft === 0 ? "trailers" : "data";
  }
}
