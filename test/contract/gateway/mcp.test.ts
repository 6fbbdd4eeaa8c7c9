import { request } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { McpSettings } from "../../../gateway/mcp/settings.ts";
import { call, connect } from "../../clients/mcp/connect.ts";
import { standingClock } from "../../receiver/standing-clock.ts";
import { type Constellation, startConstellation } from "./fixtures/constellation.ts";
import { at } from "./fixtures/samples.ts";
import { longestTurnMs } from "./longest-turn.ts";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(mcp: Partial<McpSettings> = {}) {
  const time = standingClock(at);
  const stars = await startConstellation({ clock: time.clock, mcp: { rateLimit: null, hosts: [], ...mcp } });
  closing.push(() => stars.stop());
  return { stars, time };
}

const list = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" });
const usual = {
  authorization: "Bearer sk_test_1",
  "content-type": "application/json",
  accept: "application/json, text/event-stream",
};

/** `undefined` leaves a header out. Not fetch, which does not allow setting `Host`. */
function ask(
  { port }: Constellation,
  headers: Record<string, string | undefined> = {},
  { method = "POST", path = "/mcp", body = list } = {},
) {
  const all = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== undefined);
  return new Promise<{ status: number; headers: Record<string, unknown>; text: string; code: unknown }>(
    (resolve, reject) => {
      const sent = request({ port, method, path, headers: Object.fromEntries(all) }, async (answer) => {
        let text = "";
        for await (const chunk of answer.setEncoding("utf8")) text += chunk;
        const { statusCode: status = 0, headers: got } = answer;
        const code = text.startsWith("{") ? JSON.parse(text).error?.code : undefined;
        resolve({ status, headers: got, text, code });
      });
      sent.on("error", reject).end(method === "POST" ? body : undefined);
    },
  );
}

describe("/mcp", () => {
  it("asks for a key before it reads", async () => {
    const { stars } = await start();
    const none = await ask(stars, { authorization: undefined }, { body: "no JSON" });
    expect([none.status, none.headers["www-authenticate"], none.code]).toEqual([
      401,
      "Bearer",
      "missing_api_key",
    ]);
    stars.memory.revoked.add("sk_test_old");
    const unknown = await ask(stars, { authorization: "Bearer sk_test_old" });
    expect([unknown.status, unknown.headers["www-authenticate"]]).toEqual([401, "Bearer"]);
  });

  it("has POST alone", async () => {
    const { stars } = await start();
    for (const method of ["GET", "DELETE", "OPTIONS", "PUT"]) {
      const { status, headers } = await ask(stars, {}, { method });
      expect([method, status, headers.allow]).toEqual([method, 405, "POST"]);
    }
    expect((await ask(stars, {}, { path: "/mcp/" })).status).toBe(404);
  });

  it("refuses pages of other hosts, and on the loopback other names of its own", async () => {
    const { stars } = await start({ hosts: ["landfall.example.com"] });
    const refused = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: "http://127.0.0.1.evil.example" },
      { host: "evil.example" },
      { host: `localhost.evil.example:${stars.port}`, origin: undefined },
    ];
    for (const headers of refused) {
      const { status, code } = await ask(stars, headers);
      expect([headers, status, code]).toEqual([headers, 403, "foreign_origin"]);
    }
    const taken = [
      {},
      { origin: `http://127.0.0.1:${stars.port}` },
      { host: `localhost:${stars.port}`, origin: "http://localhost:3000" },
      { host: `[::1]:${stars.port}` },
      { host: "landfall.example.com", origin: "https://LANDFALL.example.com" },
    ];
    for (const headers of taken)
      expect([headers, (await ask(stars, headers)).status]).toEqual([headers, 200]);
  });

  it("has a rate limit of its own for each key, which gives back with time", async () => {
    const { stars, time } = await start({ rateLimit: { perSecond: 1, burst: 2 } });
    expect((await ask(stars)).headers.ratelimit).toBe('"key";r=1;t=1');
    expect((await ask(stars)).status).toBe(200);
    const refused = await ask(stars);
    expect([refused.status, refused.headers["retry-after"], refused.code]).toEqual([
      429,
      "1",
      "rate_limited",
    ]);
    expect((await stars.send("GET", "/v1/schedules")).status).toBe(200);
    time.move(1_000);
    expect((await ask(stars)).status).toBe(200);
  });

  it("refuses a body that is too large, or no JSON, or several messages that would count as one", async () => {
    const { stars } = await start();
    expect((await ask(stars, {}, { body: `"${"x".repeat(800_000)}"` })).status).toBe(400);
    expect((await ask(stars, {}, { body: "{" })).status).toBe(400);
    expect((await ask(stars, { "content-type": "text/plain" })).status).toBe(415);
    for (const body of [
      "",
      `[${list}]`,
      ` \n[${list},${list}]`,
      `\uFEFF[${list}]`,
      "\uFEFF\uFEFF[]",
      "1",
      '"x"',
    ]) {
      const { status, code } = await ask(stars, {}, { body });
      expect([body, status, code]).toEqual([body, 400, "invalid_json"]);
    }
  });

  it("does not keep others waiting, whatever a body holds", async () => {
    const { stars } = await start();
    const call = (body: string) =>
      `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"schedule_delivery","arguments":{"when":"in 2h","endpoint":"https://example.com/a","body":${body}}}}`;
    // As much of each kind as a body may have.
    const heavy = {
      "nested arrays": `${"[".repeat(240_000)}${"]".repeat(240_000)}`,
      "empty arrays": `[${Array(170_000).fill("[]").join()}]`,
      numbers: `[${Array(250_000).fill(1).join()}]`,
      members: `{${Array.from({ length: 45_000 }, (_, at) => `"k${at}":{}`).join()}}`,
      "as many as are taken": `[${Array(4_900).fill("[]").join()}]`,
      "one text": JSON.stringify('\\"'.repeat(60_000)),
    };
    await ask(stars);
    for (const [kind, body] of Object.entries(heavy)) {
      await ask(stars, {}, { body: call(body) });
      const parsedMs = await longestTurnMs(() => ask(stars, {}, { body: call(body) }));
      expect([kind, parsedMs < 10 || parsedMs]).toEqual([kind, true]);
    }
    const refused = await ask(stars, {}, { body: call(heavy.numbers) });
    expect([refused.status, refused.code, refused.text]).toEqual([
      400,
      "invalid_json",
      expect.stringContaining("as one text"),
    ]);
  });

  it.each(["2025-11-25", "2026-07-28"] as const)(
    "answers the official client in revision %s",
    async (era) => {
      const { stars } = await start();
      const client = await connect({
        door: "http",
        era,
        apiUrl: `http://127.0.0.1:${stars.port}`,
        apiKey: "sk_test_1",
      });
      closing.push(() => client.close());
      expect(client.getNegotiatedProtocolVersion()).toBe(era);
      const { tools } = await client.listTools();
      expect(tools.length).toBeGreaterThan(5);
      const { text, isError } = await call(client, "list_endpoints");
      expect([isError, text]).toEqual([false, expect.stringContaining("endpoint")]);
    },
  );
});

describe("/llms.txt", () => {
  it("names pages that are there, for anybody", async () => {
    const { stars } = await start();
    const { status, text, headers } = await ask(
      stars,
      { authorization: undefined },
      { method: "GET", path: "/llms.txt" },
    );
    expect([status, headers["content-type"]]).toEqual([200, "text/plain; charset=utf-8"]);
    const paths = [...text.matchAll(/\]\((\/[^)]*)\)/g)].map(([, path = ""]) => path);
    expect(paths.length).toBeGreaterThan(4);
    for (const path of paths) {
      expect([
        path,
        (await ask(stars, { authorization: undefined }, { method: "GET", path })).status,
      ]).toEqual([path, 200]);
    }
    expect((await ask(stars, {}, { method: "GET", path: "/guides/none.md" })).status).toBe(404);
  });
});
