import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWalletStack, type WalletStack } from "./fixtures/stack.ts";
import { Wallet } from "./fixtures/wallet.ts";

let stack: WalletStack;
let wallet: Wallet;
beforeAll(async () => {
  stack = await startWalletStack();
  wallet = new Wallet(stack.url);
}, 30_000);
afterAll(() => stack.close());

describe("a request that is wrong", () => {
  for (const [method, path, body, code] of [
    ["POST", "/api/schedule/pause", undefined, "invalid_json"],
    ["POST", "/api/schedule/pause", "{", "invalid_json"],
    ["POST", "/api/schedule/pause", {}, "invalid_parameter"],
    ["POST", "/api/schedule/delete", { schedule_id: "" }, "invalid_parameter"],
    ["POST", "/api/schedule/resume", { schedule_id: 5 }, "invalid_parameter"],
    ["GET", "/api/schedule", undefined, "invalid_parameter"],
    ["GET", "/api/schedule/runs?schedule_id=sch_1&limit=0", undefined, "invalid_parameter"],
    ["GET", "/api/schedule/runs?schedule_id=sch_1&limit=x", undefined, "invalid_parameter"],
  ] as const) {
    it(`is 400 before anybody is asked to sign in: ${method} ${path} ${JSON.stringify(body)}`, async () => {
      const { status, json } = await wallet.send(method, path, body);
      expect([status, json]).toMatchObject([400, { success: false, error: expect.any(String), code }]);
    });
  }

  it("names the field that is at fault", async () => {
    const { json } = await wallet.send("POST", "/api/schedule/pause", { schedule_id: 5 });
    expect(json.issues).toEqual([{ path: ["schedule_id"], message: "`schedule_id` must be a string." }]);
  });

  it("at no path, or with no method of the path, is answered in the contract's form", async () => {
    expect(await wallet.send("GET", "/api/nothing")).toMatchObject({ status: 404, json: { success: false } });
    const wrong = await wallet.send("DELETE", "/api/schedule?id=1");
    expect(wrong).toMatchObject({ status: 405, json: { code: "method_not_allowed" } });
    expect(wrong.headers.get("allow")).toBe("GET");
  });

  it("knows no parameter that is not documented, and minds none", async () => {
    expect((await wallet.send("GET", "/api/schedules?page=2")).status).toBe(402);
  });
});

describe("a gateway with an API for wallets", () => {
  it("serves its document to anybody", async () => {
    const { status, json, headers } = await wallet.send("GET", "/api/openapi.json");
    expect([status, json.openapi, json.servers]).toEqual([200, "3.1.0", [{ url: stack.url }]]);
    expect(headers.get("content-type")).toMatch(/^application\/json/);
    expect((await wallet.send("POST", "/api/openapi.json", {})).status).toBe(405);
  });

  it("has the paths of both contracts in its own document", async () => {
    const { json, headers } = await wallet.send("GET", "/openapi.json");
    expect(headers.get("cache-control")).toBe("no-cache");
    expect(Object.keys(json.paths)).toEqual(expect.arrayContaining(["/v1/schedules", "/api/schedules"]));
    expect(json.paths["/api/schedules"].get.security).toEqual([{ siwx: [] }]);
    expect(json.paths["/api/schedule/create"].post.security).toEqual([]);
    expect(json.components.securitySchemes.siwx).toMatchObject({ type: "apiKey", name: "SIGN-IN-WITH-X" });
    expect(json.info.title).toBe("Landfall");
  });
});
