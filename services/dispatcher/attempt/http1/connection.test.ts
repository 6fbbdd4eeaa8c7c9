import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { standingClock } from "../../../../test/receiver/standing-clock.ts";
import { parseCidrs } from "../../../runtime/egress/cidrs.ts";
import { createEgressPolicy } from "../../../runtime/egress/policy.ts";
import { createSender, type OutgoingRequest } from "../send.ts";

/** A receiver whose answers the test writes byte by byte. */
let server: Server;
let sockets: Socket[];
/** Bytes received on each connection, in order. */
let received: string[];
let changed: () => void;

beforeEach(async () => {
  sockets = [];
  received = [];
  changed = () => {};
  server = createServer((socket) => {
    const at = sockets.push(socket) - 1;
    received[at] = "";
    socket.on("data", (bytes) => {
      received[at] += bytes.toString("latin1");
      changed();
    });
    socket.on("error", () => {});
    socket.on("close", () => changed());
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) {
    await new Promise<void>((resolve) => {
      changed = resolve;
    });
  }
}

const requestsOf = (at: number) => (received[at]?.match(/ HTTP\/1\.1\r\n/g) ?? []).length;
const ok = (headers = "") => `HTTP/1.1 200 OK\r\ncontent-length: 2\r\n${headers}\r\nok`;

function senderTo(parts: Partial<OutgoingRequest> = {}) {
  const standing = standingClock();
  const sender = createSender({
    clock: standing.clock,
    policy: createEgressPolicy(parseCidrs("127.0.0.0/8")),
    resolve: async () => ["127.0.0.1"],
    limits: { connectionsPerOrigin: 1 },
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const send = () =>
    sender.send({ url, method: "POST", headers: [], body: Buffer.from("{}"), timeoutMs: 5_000, ...parts });
  /** Sends a request, lets connection `at` answer, and returns the result. */
  const exchange = async (at: number, answer: string) => {
    const sent = requestsOf(at);
    const result = send();
    await until(() => requestsOf(at) > sent);
    sockets[at]?.write(answer, "latin1");
    const { statusCode } = await result;
    // A connection becomes free two turns of the event loop after its answer.
    await new Promise((turn) => setImmediate(() => setImmediate(turn)));
    return statusCode;
  };
  return { standing, sender, send, exchange };
}

describe("a connection", () => {
  it("is reused within its idle time", async () => {
    const { standing, exchange } = senderTo();
    await exchange(0, ok());
    standing.move(3_999);
    await exchange(0, ok());
    standing.move(4_001);
    await exchange(1, ok());
    expect(sockets).toHaveLength(2);
  });

  it("is reused for as long as the receiver says, less a second", async () => {
    const { standing, exchange } = senderTo();
    await exchange(0, ok("keep-alive: timeout=10\r\n"));
    standing.move(8_999);
    await exchange(0, ok("keep-alive: timeout=1\r\n"));
    await exchange(1, ok());
    expect(sockets).toHaveLength(2);
  });

  it("is closed after its idle time, without needing another request", async () => {
    const { standing, exchange } = senderTo();
    await exchange(0, ok());
    standing.move(9_000);
    await until(() => sockets[0]?.closed === true);
  });

  it("is not reused when the receiver closes it, or said that it will", async () => {
    const { exchange } = senderTo();
    await exchange(0, ok("connection: close\r\n"));
    await exchange(1, "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok");
    await exchange(2, ok());
    sockets[2]?.end();
    await until(() => sockets[2]?.closed === true);
    expect(await exchange(3, ok())).toBe(200);
  });

  it("is not reused after unexpected bytes", async () => {
    const { exchange } = senderTo();
    await exchange(0, `${ok()}x`);
    await exchange(1, ok());
    sockets[1]?.write("HTTP/1.1 500 Late\r\n\r\n");
    await until(() => sockets[1]?.closed === true);
    expect(await exchange(2, ok())).toBe(200);
  });

  it("is not reused while the receiver has not read the whole request", async () => {
    const { exchange } = senderTo({ body: Buffer.alloc(20_000_000, "x") });
    server.prependListener("connection", (socket: Socket) => {
      socket.once("data", () => socket.pause());
    });
    expect(await exchange(0, ok())).toBe(200);
    expect(await exchange(1, ok())).toBe(200);
  });

  it("carries a large body whole", async () => {
    const body = Buffer.alloc(1_000_000, "abcdefg");
    const { send } = senderTo({ body });
    const result = send();
    await until(() => received[0]?.endsWith(`\r\nContent-Length: 1000000\r\n\r\n${body}`) === true);
    sockets[0]?.write(ok());
    expect((await result).statusCode).toBe(200);
  });

  it("ignores the rest of an aborted answer, and so does the next exchange", async () => {
    const { exchange, send } = senderTo();
    const both = Promise.all([send(), send()]);
    await until(() => requestsOf(0) === 1);
    // In one piece, so that the rest has arrived when the bound is reached.
    sockets[0]?.write(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(1_500_000)}`);
    await until(() => requestsOf(1) === 1);
    sockets[1]?.write(ok());
    expect((await both).map((each) => [each.kind, each.snippet.length])).toEqual([
      ["error", 4_096],
      ["response", 2],
    ]);
    expect(await exchange(1, ok())).toBe(200);
  });
});
