import { describe, expect, it } from "vitest";
import { retryingFetch, type Tries, type World } from "./retrying-fetch.ts";

/** A world whose fetch returns these outcomes in turn and repeats the last one. */
function worldOf(...outcomes: (() => Response | Promise<Response>)[]) {
  const sent: { method: string; key: string | null; body: string }[] = [];
  const waits: number[] = [];
  const world: World = {
    async fetch(input) {
      const request = input instanceof Request ? input : new Request(input);
      const key = request.headers.get("idempotency-key");
      sent.push({ method: request.method, key, body: await request.text() });
      const outcome = outcomes.length > 1 ? outcomes.shift() : outcomes[0];
      if (!outcome) throw new Error("no outcome");
      return outcome();
    },
    async wait(ms) {
      waits.push(ms);
    },
    random: () => 1,
    now: () => Date.UTC(2027, 0, 1),
  };
  return { world, sent, waits };
}

const tries: Tries = { timeoutMs: 30_000, maxRetries: 2, signal: undefined, repeatable: false };
const ok = () => new Response('{"fine":true}');
const status =
  (code: number, headers: Record<string, string> = {}) =>
  () =>
    new Response("{}", { status: code, headers });
const broken = () => {
  throw new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });
};
const ask = (method = "GET", headers: Record<string, string> = {}) =>
  new Request("https://landfall.test/v1", { method, headers, ...(method === "POST" && { body: "{}" }) });

describe("what may be sent twice", () => {
  it.each([
    ["GET", {}, true],
    ["DELETE", {}, true],
    ["DELETE", { "if-match": '"1"' }, false],
    ["POST", {}, false],
    ["POST", { "idempotency-key": "k" }, true],
    ["PATCH", {}, false],
  ])("%s %o: %s", async (method, headers, repeated) => {
    const { world, sent } = worldOf(status(503), ok);
    const response = await retryingFetch(world, tries)(ask(method, headers));
    expect([response.status, sent.length]).toEqual(repeated ? [200, 2] : [503, 1]);
  });

  it("is a POST that is said to change nothing", async () => {
    const { world, sent } = worldOf(broken, ok);
    const response = await retryingFetch(world, { ...tries, repeatable: true })(ask("POST"));
    expect([response.status, sent.map(({ body }) => body)]).toEqual([200, ["{}", "{}"]]);
  });
});

describe("what is tried again", () => {
  it.each([429, 502, 503, 504])("%d", async (code) => {
    const { world, sent } = worldOf(status(code), ok);
    expect((await retryingFetch(world, tries)(ask())).status).toBe(200);
    expect(sent).toHaveLength(2);
  });

  it.each([200, 400, 404, 409, 422, 500, 501])("not %d", async (code) => {
    const { world, sent } = worldOf(status(code));
    expect((await retryingFetch(world, tries)(ask())).status).toBe(code);
    expect(sent).toHaveLength(1);
  });

  it("a connection that fails, as often as is allowed, under one key", async () => {
    const { world, sent, waits } = worldOf(broken);
    const failed = retryingFetch(world, tries)(ask("POST", { "idempotency-key": "one" }));
    await expect(failed).rejects.toMatchObject({
      name: "ConnectionError",
      code: "connection_failed",
      message: "fetch failed: connect ECONNREFUSED",
      status: null,
    });
    expect(sent.map(({ key }) => key)).toEqual(["one", "one", "one"]);
    expect(waits).toEqual([500, 1_000]);
  });

  it("an answer that breaks off in its body", async () => {
    const half = () =>
      new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("reset")) }));
    const { world } = worldOf(half, ok);
    expect(await (await retryingFetch(world, tries)(ask())).json()).toEqual({ fine: true });
  });
});

describe("the wait", () => {
  it.each([
    ["3", 3_000],
    ["0", 500],
    ["Fri, 01 Jan 2027 00:00:07 GMT", 7_000],
    ["soon", 500],
    ["-1", 500],
  ])("obeys Retry-After %s: %d ms", async (value, ms) => {
    const { world, waits } = worldOf(status(429, { "retry-after": value }), ok);
    await retryingFetch(world, tries)(ask());
    expect(waits).toEqual([ms]);
  });

  it("of more than a minute is the caller's to decide", async () => {
    const { world, sent } = worldOf(status(429, { "retry-after": "61" }), ok);
    expect((await retryingFetch(world, tries)(ask())).status).toBe(429);
    expect(sent).toHaveLength(1);
  });
});

describe("what ends a call", () => {
  /** Hangs until its signal aborts, as fetch does. */
  const hanging: typeof fetch = (_input, init) =>
    new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));

  it("is the caller's signal, before, during and between tries", async () => {
    const before = worldOf(ok);
    await expect(
      retryingFetch(before.world, { ...tries, signal: AbortSignal.abort() })(ask()),
    ).rejects.toMatchObject({ code: "aborted" });
    expect(before.sent).toEqual([]);

    const during = new AbortController();
    const { world } = worldOf(ok);
    const call = retryingFetch({ ...world, fetch: hanging }, { ...tries, signal: during.signal })(ask());
    during.abort();
    await expect(call).rejects.toMatchObject({ code: "aborted" });

    const between = new AbortController();
    const failing = worldOf(status(503));
    const waiting = { ...failing.world, wait: async () => between.abort() };
    await expect(retryingFetch(waiting, { ...tries, signal: between.signal })(ask())).rejects.toMatchObject({
      code: "aborted",
    });
    expect(failing.sent).toHaveLength(1);
  });

  it("is the timeout of one try, after which there is another", async () => {
    const { world } = worldOf(ok);
    let count = 0;
    const first: typeof fetch = (input, init) => (count++ === 0 ? hanging(input, init) : world.fetch(input));
    const response = await retryingFetch({ ...world, fetch: first }, { ...tries, timeoutMs: 20 })(ask());
    expect([response.status, count]).toEqual([200, 2]);
    await expect(
      retryingFetch({ ...world, fetch: hanging }, { ...tries, timeoutMs: 20, maxRetries: 0 })(ask()),
    ).rejects.toMatchObject({ code: "timeout", message: "There was no answer within 20 ms." });
  });
});
