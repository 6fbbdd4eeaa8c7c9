import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";

let stars: Constellation;
beforeEach(async () => {
  stars = await startConstellation();
});
afterEach(() => stars.stop());

/** A key whose account may make two schedules, the second by its grace, and bulk creates of two items. */
const member = { authorization: "Bearer sk_account" };
const good = { endpoint: "https://example.com/hook", delay: "1h" };

describe("a create of an account", () => {
  const create = () => stars.send("POST", "/v1/schedules", good, member);

  it("201 with over_limit, and 402 quota_exceeded past the grace", async () => {
    expect(await create()).toMatchObject({ status: 201, json: { over_limit: false } });
    expect(await create()).toMatchObject({ status: 201, json: { over_limit: true } });
    const error = { type: "payment_required_error", code: "quota_exceeded", param: null };
    expect(await create()).toMatchObject({ status: 402, json: { error } });
  });

  it("without an account has no over_limit", async () => {
    const { status, json } = await stars.send("POST", "/v1/schedules", good);
    expect(status).toBe(201);
    expect(json).not.toHaveProperty("over_limit");
  });
});

describe("a bulk create of an account", () => {
  const bulk = (count: number, headers: Record<string, string> = member) =>
    stars.send("POST", "/v1/schedules/bulk", { items: Array.from({ length: count }, () => good) }, headers);

  it("says of each item what became of it", async () => {
    expect((await bulk(2)).json.accepted).toMatchObject([{ over_limit: false }, { over_limit: true }]);
    expect((await bulk(1)).json.rejected).toMatchObject([{ index: 0, code: "quota_exceeded" }]);
  });

  for (const [name, headers] of [
    ["without a key", member],
    ["with a key", { ...member, "Idempotency-Key": "bulk" }],
  ] as const) {
    it(`422 batch_too_large over what the plan allows, ${name}: nothing is made`, async () => {
      const error = { type: "invalid_request_error", code: "batch_too_large", param: "items" };
      expect(await bulk(3, headers)).toMatchObject({ status: 422, json: { error } });
      expect(stars.memory.createCalls).toEqual([]);
      expect((await bulk(2, headers)).status).toBe(200);
    });
  }

  it("without an account has the contract's own bound alone", async () => {
    const { json } = await bulk(3, {});
    expect(json.accepted).toHaveLength(3);
    expect(json.accepted[0]).not.toHaveProperty("over_limit");
  });
});
