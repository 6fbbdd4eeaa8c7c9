import { describe, expect, it } from "vitest";
import { HttpError } from "./http-error.ts";
import type { ResponseHead } from "./response-head.ts";
import { ResponseReader } from "./response-reader.ts";

const mostHeadBytes = 200;
const mostBytes = 600;

interface Read {
  readonly head: Partial<ResponseHead> | null;
  readonly body: string;
  /** Bytes behind the answer. */
  readonly left: number;
  readonly ended: boolean;
  readonly error: string | null;
}

/** Reads the pieces one after the other, then the close if the answer has no other end. */
function readAll(pieces: readonly Buffer[], maxHeadBytes = mostHeadBytes): Read {
  const reader = new ResponseReader({ maxHeadBytes, maxAnswerBytes: Math.max(mostBytes, maxHeadBytes) });
  // As a connection has it: the same bytes again and again.
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

/** The same bytes in every way that may matter. */
function inPieces(bytes: Buffer): Buffer[][] {
  const halves = Array.from(bytes, (_, at) => [bytes.subarray(0, at), bytes.subarray(at)]);
  const single = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
  return [[bytes], single, ...halves];
}

const tooMuch = `too_large: the answer is over ${mostBytes} bytes`;
const answer = (head: string, body = "") => `HTTP/1.1 ${head.replaceAll("\n", "\r\n")}\r\n\r\n${body}`;

describe("an answer", () => {
  const table: readonly [name: string, text: string, expected: Partial<Read>][] = [
    ["with a length", answer("200 OK\nContent-Length: 2", "ok"), { body: "ok", left: 0 }],
    ["without a body", answer("204 No Content"), { body: "", ended: true }],
    [
      "not modified, which has none whatever it says",
      answer("304\nContent-Length: 5"),
      { body: "", ended: true },
    ],
    [
      "in chunks",
      answer(
        "200 OK\nTransfer-Encoding: chunked",
        "2\r\nok\r\n000000000000000000A;x=y\r\n0123456789\r\n0\r\n\r\n",
      ),
      { body: "ok0123456789", left: 0 },
    ],
    [
      "in chunks with trailers",
      answer("200\ntransfer-encoding: gzip, Chunked", "1\r\na\r\n0\r\nx: y\r\n\r\n"),
      { body: "a", ended: true },
    ],
    ["until the close", answer("200 OK\nX: y", "all of it"), { body: "all of it", ended: true }],
    [
      "in another coding, until the close",
      answer("200\nTransfer-Encoding: gzip", "x"),
      { body: "x", ended: true },
    ],
    [
      "after interim ones",
      `${answer("100 Continue")}${answer("103\nLink: x")}${answer("201\nContent-Length: 1", "x")}`,
      { body: "x" },
    ],
    ["after an empty line", `\r\n${answer("200\nContent-Length: 1", "x")}`, { body: "x", left: 0 }],
    ["with bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 3\n\n\r\n\r", { body: "\r\n\r" }],
    [
      "with another on its heels",
      answer("200\nContent-Length: 1", `x${answer("200")}`),
      { body: "x", left: 16 },
    ],
    [
      "with a header that goes on in the next line",
      answer("200\nX: a\n b: c\nContent-Length: 1", "x"),
      { body: "x" },
    ],
    [
      "that ends too soon",
      answer("200\nContent-Length: 3", "x"),
      { error: "reset: the answer ended before its declared length", body: "x" },
    ],
    [
      "in chunks that end too soon",
      answer("200\nTransfer-Encoding: chunked", "5\r\nab"),
      { error: "reset: the receiver closed the connection before its answer was complete" },
    ],
    [
      "whose head ends too soon",
      "HTTP/1.1 200 OK\r\nX: y\r\n",
      { head: null, error: "reset: the receiver closed the connection before its answer was complete" },
    ],
    [
      "that switches the protocol",
      answer("101\nUpgrade: x"),
      { error: "reset: the receiver switched to another protocol" },
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

  const notHttp = [
    "SSH-2.0-OpenSSH_9.2\r\n\r\n",
    "HTTP/2 200\r\n\r\n",
    "HTTP/1.1 20 OK\r\n\r\n",
    "HTTP/1.1 2000 OK\r\n\r\n",
    " HTTP/1.1 200 OK\r\n\r\n",
    answer("200\nno colon"),
    answer("200\n: no name"),
    answer("200\nContent-Length : 2", "ok"),
    answer("200\nX: \0"),
    answer("200\nContent-Length: 1\nContent-Length: 2", "ok"),
    answer("200\nContent-Length: -1"),
    answer("200\nContent-Length: 0x10"),
    answer("200\nContent-Length:"),
    answer("200\nContent-Length: 1, "),
    answer("200\nContent-Length: 99999999999999999999"),
    answer("200\nTransfer-Encoding: chunked", "ZZ\r\n"),
    answer("200\nTransfer-Encoding: chunked", "-1\r\n"),
    answer("200\nTransfer-Encoding: chunked", "2\r\nokk\r\n0\r\n\r\n"),
    answer("200\nTransfer-Encoding: chunked", "2\nok\r\n0\r\n\r\n"),
    answer("200\nTransfer-Encoding: chunked", "\r\n"),
  ];
  for (const text of notHttp) {
    it(`is none: ${JSON.stringify(text)}`, () => {
      for (const pieces of inPieces(Buffer.from(text, "latin1"))) {
        expect(readAll(pieces).error).toBe("reset: the answer is not HTTP/1.1");
      }
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
