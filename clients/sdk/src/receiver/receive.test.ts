import { describe, expect, it } from "vitest";
import { signatureHeaders } from "../../../../services/dispatcher/attempt/request/sign.ts";
import { memoryStore } from "./memory-store.ts";
import { type NodeRequest, rawBodyOf } from "./raw-body.ts";
import { type ReceiverOptions, receive } from "./receive.ts";
import { webReceiver } from "./web-receiver.ts";

const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const nowMs = 1_798_761_600_000;
const body = Buffer.from("{}");

function signedHeaders(messageId = "idem_1"): Record<string, string> {
  const flat = signatureHeaders([secret], { messageId, timestampSeconds: nowMs / 1_000, body });
  const pairs = flat.flatMap((name, at) => (at % 2 === 0 ? [[name, String(flat[at + 1])]] : []));
  return Object.fromEntries(pairs);
}

const post = (more: Partial<ReceiverOptions>, headers = signedHeaders()) =>
  receive({ secrets: secret, now: () => nowMs, onDelivery: () => {}, ...more }, headers, body, null);

describe("a receiver", () => {
  it("answers 204 to what was handled, and hands over the delivery with what the framework gave", async () => {
    const seen: unknown[] = [];
    const onDelivery = (...given: unknown[]) => seen.push(given);
    expect(await post({ onDelivery })).toEqual({ status: 204, headers: {}, body: "" });
    expect(seen).toMatchObject([[{ idempotencyKey: "idem_1" }, null]]);
  });

  it("answers 401 with the reason to what is not Landfall's, and says so", async () => {
    const refused: string[] = [];
    const answer = await post({ onRefused: ({ reason }) => refused.push(reason) }, {});
    expect([answer.status, answer.body, refused]).toEqual([401, '{"error":"missing"}', ["missing"]]);
  });

  it("asks for the secrets at each delivery where they are to be asked for", async () => {
    let rotated = false;
    const secrets = async () => [rotated ? secret : `whsec_${Buffer.alloc(32, 8).toString("base64")}`];
    expect((await post({ secrets })).status).toBe(401);
    rotated = true;
    expect((await post({ secrets })).status).toBe(204);
  });

  it("handles a delivery once, however often it comes, and each that is another", async () => {
    let handled = 0;
    const options = { store: memoryStore({ now: () => nowMs }), onDelivery: () => ++handled };
    for (const key of ["idem_1", "idem_1", "idem_2"]) {
      expect((await post(options, signedHeaders(key))).status).toBe(204);
    }
    expect(handled).toBe(2);
  });

  it("has Landfall come again while another handles it", async () => {
    const store = memoryStore({ now: () => nowMs });
    let finish = () => {};
    const started = new Promise<void>((begun) => {
      const onDelivery = () => {
        begun();
        return new Promise<void>((done) => (finish = done));
      };
      void post({ store, onDelivery });
    });
    await started;
    const again = await post({ store, claimMs: 5_000 });
    expect([again.status, again.headers["retry-after"]]).toEqual([503, "30"]);
    finish();
  });

  it("does not swallow what a handler failed at: the next attempt is handled", async () => {
    const store = memoryStore({ now: () => nowMs });
    let handled = 0;
    const onDelivery = () => {
      if (++handled === 1) throw new Error("the database is away");
    };
    await expect(post({ store, onDelivery })).rejects.toThrow("the database is away");
    expect((await post({ store, onDelivery })).status).toBe(204);
    expect(handled).toBe(2);
  });
});

describe("a web handler", () => {
  it("reads a body to its limit and no further, and none that is not there", async () => {
    const handle = webReceiver({ secrets: secret, maxBodyBytes: 4, onDelivery: () => {} });
    const send = (init: RequestInit) =>
      handle(new Request("https://example.com", { method: "POST", ...init }));
    let pulled = 0;
    const endless = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(2));
      },
    });
    const streamed = { body: endless, duplex: "half" };
    expect((await send(streamed)).status).toBe(413);
    expect(pulled).toBeLessThan(6);
    expect([(await send({ body: "12345" })).status, (await send({})).status]).toEqual([413, 401]);
  });
});

describe("the raw body", () => {
  const chunks = [Buffer.from("ab"), Buffer.from("c")];
  const request = (more: object = {}): NodeRequest => ({
    headers: {},
    async *[Symbol.asyncIterator]() {
      yield* chunks;
    },
    ...more,
  });
  const read = (given: NodeRequest, left: object = given, limit = 100) =>
    rawBodyOf(given, left, limit, "Mount it before.").then((bytes) => bytes && Buffer.from(bytes).toString());

  it("is read unless a parser has read it, and taken from what a raw parser left", async () => {
    expect(await read(request())).toBe("abc");
    expect(await read(request({ readableDidRead: true, body: Buffer.from("raw") }))).toBe("raw");
    expect(await read(request({ readableDidRead: true, body: {}, rawBody: Buffer.from("kept") }))).toBe(
      "kept",
    );
    expect(await read(request({ readableDidRead: true }), { body: {}, rawBody: "text" })).toBe("text");
  });

  it("cannot be made of what a parser has made: the error says where to mount", async () => {
    for (const left of [
      { readableDidRead: true, body: { a: 1 } },
      { readableEnded: true, body: "text" },
    ]) {
      await expect(read(request(left))).rejects.toThrow(
        /parsed before the receiver saw it.* Mount it before\./,
      );
    }
  });

  it("is not read past its limit", async () => {
    expect([await read(request(), {}, 2), await read(request(), {}, 3)]).toEqual([null, "abc"]);
    expect(await read(request({ body: Buffer.from("raw") }), { body: Buffer.from("raw") }, 2)).toBeNull();
  });
});
