import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";
import { answersIn } from "../fixtures/raw-answers.ts";
import { rawRequest } from "../fixtures/raw-request.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const host = "Host: a\r\n";
const get = (headers: string, target = "/healthz") => `GET ${target} HTTP/1.1\r\n${headers}\r\n`;
const post = (headers: string, body = "") => `POST /v1/schedules HTTP/1.1\r\n${host}${headers}\r\n${body}`;
const ask = async (bytes: string) => answersIn(await rawRequest(stars.port, bytes));

describe("what Node would answer otherwise, and HTTP allows", () => {
  for (const [what, bytes, status] of [
    ["HTTP/1.0 without Host", "GET /healthz HTTP/1.0\r\n\r\n", 200],
    ["an empty Host", get("Host:\r\nConnection: close\r\n"), 200],
    ["a Host with a port", get("Host: [::1]:8080\r\nConnection: close\r\n"), 200],
    ["an absolute target", get(`${host}Connection: close\r\n`, "http://b/healthz"), 200],
    [
      "an upgrade that is not taken",
      get(`${host}Connection: Upgrade, close\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n`),
      200,
    ],
    [
      "an upgrade to HTTP/2 that is not taken",
      get(`${host}Connection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: AA\r\n`),
      200,
    ],
    ["16 KB of URL", get(`${host}Connection: close\r\n`, `/v1/x?q=${"a".repeat(16_000)}`), 404],
    ["16 KB of headers", get(`${host}Connection: close\r\nX: ${"a".repeat(16_000)}\r\n`), 200],
    ["the asterisk", `OPTIONS * HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 404],
    ["OPTIONS", `OPTIONS /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 405],
    ["TRACE", `TRACE /healthz HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 405],
  ] as const) {
    it(`${what}: ${status}`, async () => {
      const [answer, ...more] = await ask(bytes);
      expect([answer?.status, more]).toEqual([status, []]);
      expect(answer?.headers.get("x-request-id")).toMatch(/^req_/);
    });
  }

  it("HEAD: as GET, without a body, errors too", async () => {
    const head = (path: string) => ask(`HEAD ${path} HTTP/1.1\r\n${host}Connection: close\r\n\r\n`);
    for (const [path, status] of [
      ["/healthz", 200],
      ["/v1/schedules", 401],
      ["/nowhere", 404],
    ] as const) {
      const [answer] = await head(path);
      expect([answer?.status, answer?.text]).toEqual([status, ""]);
    }
  });

  it("an Expect of 100-continue is told to go on", async () => {
    const text = await rawRequest(
      stars.port,
      post("Expect: 100-continue\r\nConnection: close\r\nContent-Length: 2\r\n", "{}"),
    );
    expect(text).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 401 /);
  });

  it("a query that a path without parameters does not know: a documented 400", async () => {
    for (const path of ["/healthz", "/readyz", "/metrics", "/metricsz", "/openapi.json", "/reference"]) {
      const { status, json } = await stars.send("GET", `${path}?x=1`);
      expect([path, status, json.error.code, json.error.param]).toEqual([path, 400, "unknown_field", "x"]);
    }
  });
});
