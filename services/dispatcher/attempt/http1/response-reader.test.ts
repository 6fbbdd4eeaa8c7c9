import { describe, expect, it } from "vitest";
import { rawAnswers } from "../corpus/raw-answers.ts";
import { HttpError } from "./http-error.ts";
import type { ResponseHead } from "./response-head.ts";
import { ResponseReader } from "./response-reader.ts";

const mostHeadBytes = 200;
const mostBytes = 600;

interface Read {
  readonly head: Partial<ResponseHead> | null;
  readonly body: string;
  /** Number of bytes after the answer. */
  readonly left: number;
  readonly ended: boolean;
  readonly error: string | null;
}

/** Reads the pieces in order, then closes if the answer has no other end. */
function readAll(pieces: readonly Buffer[], maxHeadBytes = mostHeadBytes): Read {
  const reader = new ResponseReader({ maxHeadBytes, maxAnswerBytes: Math.max(mostBytes, maxHeadBytes) });
  // One reused buffer, as in a connection.
  const lent = Buffer.alloc(5_000);
  let head: Partial<ResponseHead> | null = null;
  let body = "";
  let left = 0;
  let error: string | null = null;
  const events = {
    onHead: (read: Partial<ResponseHead>) => {
      head = read;
    },
    onData: (data: Buffer, from: number, to: number) => {
      body += data.toString("latin1", from, to);
    },
  };
  try {
    for (const piece of pieces) {
      if (reader.ended) {
        left += piece.length;
        continue;
      }
      lent.fill("!");
      piece.copy(lent);
      left += piece.length - reader.read(lent, piece.length, events);
    }
    reader.close();
  } catch (caught) {
    if (!(caught instanceof HttpError)) throw caught;
    error = `${caught.code}: ${caught.message}`;
  }
  return { head, body, left, ended: reader.ended, error };
}

/** The same bytes, split in every way that may matter. */
function inPieces(bytes: Buffer): Buffer[][] {
  const halves = Array.from(bytes, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]);
  const single = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
  return [[bytes], single, ...halves];
}

const tooMuch = `too_large: the answer is over ${mostBytes} bytes`;
const answer = (head: string, body = "") => `HTTP/1.1 ${head.replaceAll("\n", "\r\n")}\r\n\r\n${body}`;

describe("an answer", () => {
  const table: readonly [name: string, text: string, expected: Partial<Read>][] = [
    [
      "with another on its heels",
      answer("200\nContent-Length: 1", `x${answer("200")}`),
      { body: "x", left: 16 },
    ],
    [
      "with a head of just the size that is read",
      answer(`204\nX: ${"y".repeat(mostHeadBytes - 22)}`),
      { head: { statusCode: 204 }, ended: true },
    ],
    [
      "whose head is too large, with what came of it",
      answer(`503\nRetry-After: 7\nX: ${"y".repeat(mostHeadBytes)}\nContent-Length: 0`),
      {
        head: { statusCode: 503, retryAfter: "7" },
        error: "too_large: the answer's headers are over 200 bytes",
      },
    ],
    [
      "whose reason is too large",
      `HTTP/1.1 200 ${"y".repeat(mostHeadBytes)}`,
      { head: { statusCode: 200 }, error: "too_large: the answer's headers are over 200 bytes" },
    ],
    [
      "whose interim head is too large",
      answer(`103\nX: ${"y".repeat(mostHeadBytes)}`),
      { head: null, error: "too_large: the answer's headers are over 200 bytes" },
    ],
    [
      "whose fields are long, and say nothing that counts",
      answer(`204\nConnection: ${"x".repeat(60)}\nRetry-After: ${" ".repeat(60)}9`),
      { head: { statusCode: 204, retryAfter: "9" }, ended: true },
    ],
    ["with interim ones for ever", answer("100").repeat(50), { head: null, error: tooMuch }],
    ["with empty lines for ever", "\r\n".repeat(400), { head: null, error: tooMuch }],
    [
      "with chunks of one byte for ever",
      answer("200\nTransfer-Encoding: chunked", "1\r\nx\r\n".repeat(120)),
      { body: "x".repeat(93), error: tooMuch },
    ],
    [
      "with a chunk's extension for ever",
      answer("200\nTransfer-Encoding: chunked", `1;${"x".repeat(mostBytes)}`),
      { body: "", error: tooMuch },
    ],
    [
      "with digits of a size for ever",
      answer("200\nTransfer-Encoding: chunked", "0".repeat(mostBytes)),
      { body: "", error: tooMuch },
    ],
    [
      "with trailers for ever",
      answer("200\nTransfer-Encoding: chunked", `0\r\n${"x: y\r\n".repeat(100)}`),
      { body: "", error: tooMuch },
    ],
    [
      "of just the size that is read",
      answer(`200\nContent-Length: ${mostBytes - 37}`, "x".repeat(mostBytes - 37)),
      { body: "x".repeat(mostBytes - 37), ended: true, left: 0 },
    ],
    [
      "of one byte more",
      answer(`200\nContent-Length: ${mostBytes - 36}`, "x".repeat(mostBytes - 36)),
      { body: "x".repeat(mostBytes - 37), error: tooMuch },
    ],
  ];
  for (const [name, text, expected] of table) {
    it(`${name} is read alike in all pieces`, () => {
      const bytes = Buffer.from(text, "latin1");
      for (const pieces of inPieces(bytes))
        expect(readAll(pieces)).toMatchObject({ error: null, ...expected });
    });
  }
});

describe("an answer of the corpus", () => {
  for (const { name, bytes } of rawAnswers.filter((each) => each.bytes.length < 500)) {
    it(`is read alike in all pieces: ${name}`, () => {
      const all = Buffer.from(bytes, "latin1");
      const whole = readAll([all], 10_000);
      for (const pieces of inPieces(all)) expect(readAll(pieces, 10_000)).toEqual(whole);
    });
  }
});

describe("the head", () => {
  const headOf = (text: string) => readAll([Buffer.from(text, "latin1")], 10_000).head;

  it("tells for how long the connection may be used", () => {
    const keepAlive = (text: string) => headOf(text)?.keepAlive;
    expect(keepAlive(answer("204"))).toBe(true);
    expect(keepAlive(answer("204\nConnection: Keep-Alive"))).toBe(true);
    expect(keepAlive(answer("204\nConnection: x, Close"))).toBe(false);
    expect(keepAlive(answer("204\nConnection: x\nConnection: close"))).toBe(false);
    expect(keepAlive("HTTP/1.0 204\r\n\r\n")).toBe(false);
    expect(keepAlive(answer(`204\nConnection: ${"x".repeat(2_000)}`))).toBe(false);
    expect(keepAlive("HTTP/1.1 204\r\nX: y\n\r\n")).toBe(false);
    expect(headOf(answer("204\nKeep-Alive: timeout=5, max=100"))?.keepAliveSeconds).toBe(5);
    expect(headOf(answer("204\nKeep-Alive: max=5"))?.keepAliveSeconds).toBeNull();
  });

  it("has the first Retry-After", () => {
    expect(headOf(answer("503\nretry-after:  7 \nRetry-After: 8"))).toMatchObject({
      statusCode: 503,
      retryAfter: "7",
    });
    expect(headOf(answer("503"))?.retryAfter).toBeNull();
  });
});
