import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";
import { answersIn, expectProblem } from "../fixtures/raw-answers.ts";
import { rawRequest } from "../fixtures/raw-request.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const long = "a".repeat(20_000);
const endless = "a".repeat(300_000);
const host = "Host: a\r\n";
const get = (headers: string, target = "/healthz") => `GET ${target} HTTP/1.1\r\n${headers}\r\n`;
const post = (headers: string, body = "") => `POST /v1/schedules HTTP/1.1\r\n${host}${headers}\r\n${body}`;

const ask = async (bytes: string) => answersIn(await rawRequest(stars.port, bytes));

describe("what is answered below the framework has the shape of every error", () => {
  for (const [what, bytes, status, code] of [
    ["no Host", get(""), 400, "invalid_http"],
    ["two Hosts", get("Host: a\r\nHost: b\r\n"), 400, "invalid_http"],
    ["two Hosts that are the same", get("Host: a\r\nhost: a\r\n"), 400, "invalid_http"],
    ["a Host that is none", get("Host: a b\r\n"), 400, "invalid_http"],
    ["a Host with a path", get("Host: a/b\r\n"), 400, "invalid_http"],
    ["a Host with a user", get("Host: u@a\r\n"), 400, "invalid_http"],
    ["an Expect of something else", get(`${host}Expect: x\r\n`), 417, "expectation_failed"],
    [
      "the same with a body",
      post("Expect: 200-ok\r\nContent-Length: 2\r\n", "{}"),
      417,
      "expectation_failed",
    ],
    ["CONNECT", `CONNECT a:443 HTTP/1.1\r\n${host}\r\n`, 501, "not_implemented"],
    ["a method that nobody knows", `BREW /healthz HTTP/1.1\r\n${host}\r\n`, 501, "not_implemented"],
    ["20 KB of URL", get(host, `/healthz?q=${long}`), 414, "uri_too_long"],
    ["300 KB of URL", get(host, `/healthz?q=${endless}`), 414, "uri_too_long"],
    ["20 KB of one header", get(`${host}X: ${long}\r\n`), 431, "headers_too_large"],
    ["20 KB of many headers", get(`${host}${"X: aaaaaaaa\r\n".repeat(1_600)}`), 431, "headers_too_large"],
    ["300 KB of headers", get(`${host}X: ${endless}\r\n`), 431, "headers_too_large"],
    ["300 KB of a header's name", get(`${host}${endless}: x\r\n`), 431, "headers_too_large"],
    ["a coding that is not known", post("Transfer-Encoding: gzip\r\n"), 501, "not_implemented"],
    ["one below chunks", post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 501, "not_implemented"],
    ["identity as a coding", post("Transfer-Encoding: identity\r\n"), 501, "not_implemented"],
    ["chunked that is not last", post("Transfer-Encoding: chunked, gzip\r\n"), 400, "invalid_http"],
    [
      "a length beside chunks",
      post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "0\r\n\r\n"),
      400,
      "invalid_http",
    ],
    ["two lengths", post("Content-Length: 1\r\nContent-Length: 2\r\n", "{}"), 400, "invalid_http"],
    ["a length that is none", post("Content-Length: x\r\n"), 400, "invalid_http"],
    ["a negative length", post("Content-Length: -1\r\n"), 400, "invalid_http"],
    ["nonsense", "NONSENSE\r\n\r\n", 400, "invalid_http"],
    ["bytes", "\0\u0001\u0002\r\n\r\n", 400, "invalid_http"],
    ["a TLS hello", "\u0016\u0003\u0001\0\u0005\u0001\0\0\u0001\0", 400, "invalid_http"],
    ["a header without a name", get(`${host}: x\r\n`), 400, "invalid_http"],
    ["a blank in a header's name", get(`${host}X y: x\r\n`), 400, "invalid_http"],
    ["a folded header", get(`${host}X: y\r\n z\r\n`), 400, "invalid_http"],
    ["a control character in a header", get(`${host}X: \u0001\r\n`), 400, "invalid_http"],
    ["a target without a slash", get(host, "healthz"), 400, "invalid_http"],
    ["a blank in the target", get(host, "/a b"), 400, "invalid_http"],
    ["HTTP/2's preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, "invalid_http"],
    ["HTTP/2 by its number", `GET /healthz HTTP/2.0\r\n${host}\r\n`, 400, "invalid_http"],
    ["HTTP/3 by its number", `GET /healthz HTTP/3.0\r\n${host}\r\n`, 400, "invalid_http"],
    ["no version", "GET /healthz\r\n\r\n", 400, "invalid_http"],
  ] as const) {
    it(`${what}: ${status} ${code}`, async () => {
      const answers = await ask(bytes);
      expect(answers).toHaveLength(1);
      expectProblem(answers[0], status, code);
    });
  }

  it("answers what was pipelined before it first, and once", async () => {
    const first = `GET /v1/schedules HTTP/1.1\r\n${host}Authorization: Bearer sk_test_1\r\n\r\n`;
    const [list, problem, ...more] = await ask(`${first}NON SENSE\r\n\r\nNON SENSE\r\n\r\n`);
    expect([list?.status, JSON.parse(list?.text ?? "").object, more]).toEqual([200, "list", []]);
    expectProblem(problem, 400, "invalid_http");
  });

  it("answers a chunk that is none, though the request has begun", async () => {
    const bytes = post(
      "Authorization: Bearer sk_test_1\r\nTransfer-Encoding: chunked\r\n",
      "2\r\n{}\r\nzz\r\n",
    );
    const answers = await ask(bytes);
    expect(answers).toHaveLength(1);
    expectProblem(answers[0], 400, "invalid_http");
  });
});

describe("a request that does not come to its end", () => {
  it("is answered 408 in time, whether it is the headers or the body that stop", async () => {
    const hasty = await startConstellation({ times: { headersMs: 100, requestMs: 200, lookEveryMs: 20 } });
    for (const bytes of [
      "GET /healthz HTTP/1.1\r\nHost:",
      "GET /healthz\r\n",
      post("Authorization: Bearer sk_test_1\r\nContent-Length: 100\r\n", "{"),
    ]) {
      const answers = answersIn(await rawRequest(hasty.port, bytes));
      expect(answers).toHaveLength(1);
      expectProblem(answers[0], 408, "request_timeout");
    }
    await hasty.stop();
  });

  it("and whose sender is gone has no answer and does no harm", async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(stars.port, "127.0.0.1", () => {
        socket.write("GET /healthz HTTP/1.1\r\nHos", () => socket.destroy());
      });
      socket.on("close", () => resolve());
    });
    expect((await stars.send("GET", "/healthz")).status).toBe(200);
  });
});
