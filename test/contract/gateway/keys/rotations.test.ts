import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";

let stars: Constellation;
let endpoint: string;
beforeAll(async () => {
  stars = await startConstellation();
  const { json } = await stars.send("POST", "/v1/endpoints", { url: "https://example.com/hook" });
  endpoint = json.id;
});
afterAll(() => stars.stop());

for (const [what, path, status, secretIn] of [
  ["an API key", () => "/v1/api-keys/key_1/rotate", 201, "key"],
  ["the signing secrets", () => "/v1/signing-secrets/rotate", 200, "current"],
  ["a profile's secret", () => `/v1/endpoints/${endpoint}/rotate-secret`, 200, "secret"],
] as const) {
  describe(`a rotation of ${what}`, () => {
    const rotate = (headers: Record<string, string> = {}) => stars.send("POST", path(), undefined, headers);

    it(`answers ${status}, and 200 with the same secret when its Idempotency-Key had rotated before`, async () => {
      const first = await rotate({ "idempotency-key": "new" });
      expect([first.status, first.headers.get("idempotent-replayed")]).toEqual([status, null]);
      const again = await rotate({ "idempotency-key": "again" });
      expect([again.status, again.headers.get("idempotent-replayed")]).toEqual([200, "true"]);
      expect(again.json[secretIn]).toEqual(first.json[secretIn]);
      expect(first.json[secretIn]).toBeTruthy();
    });

    it("refuses a key that came with another request, and one that is too long", async () => {
      const reused = await rotate({ "idempotency-key": "reused" });
      expect([reused.status, reused.json.error.code]).toEqual([422, "idempotency_key_reused"]);
      const long = await rotate({ "idempotency-key": "x".repeat(256) });
      expect([long.status, long.json.error.code]).toEqual([400, "invalid_idempotency_key"]);
    });
  });
}
