import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "./fixtures/constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const get = (path: string, headers?: Record<string, string>) => stars.send("GET", path, undefined, headers);
const nobody = { authorization: "" };
const reader = { authorization: "Bearer sk_reader" };

describe("listLogs", () => {
  it("200: hands its filters on and answers a page of attempts with what they were for", async () => {
    const query =
      "outcome=failed&status_code=503&endpoint_id=ep_1&q=billing&after=2026-07-01T00:00:00Z&before=2026-07-02T00:00:00Z&limit=5&cursor=c";
    const { json } = await get(`/v1/logs?${query}`, reader);
    expect(json).toMatchObject({
      object: "list",
      has_more: true,
      next_cursor: "next",
      data: [{ object: "attempt", schedule_id: "sch_1", endpoint: "https://example.com/", method: "POST" }],
    });
    expect(stars.memory.lastList).toMatchObject({
      outcome: "ATTEMPT_OUTCOME_FAILED",
      statusCode: 503,
      endpointId: "ep_1",
      search: "billing",
      startedFromMs: Date.UTC(2026, 6, 1),
      startedBeforeMs: Date.UTC(2026, 6, 2),
      limit: 5,
      cursor: "c",
    });
  });

  for (const [query, code, param] of [
    ["outcome=lost", "invalid_parameter", "outcome"],
    ["status_code=99", "invalid_parameter", "status_code"],
    ["status_code=ok", "invalid_parameter", "status_code"],
    ["q=", "invalid_parameter", "q"],
    ["after=yesterday", "invalid_parameter", "after"],
    ["offset=10", "unknown_field", "offset"],
  ] as const) {
    it(`400: ?${query} is ${code}`, async () => {
      const { status, json } = await get(`/v1/logs?${query}`);
      expect([status, json.error.code, json.error.param]).toEqual([400, code, param]);
    });
  }

  it("401 without a key", async () => {
    expect((await get("/v1/logs", nobody)).status).toBe(401);
  });
});

describe("getOverview", () => {
  for (const [query, period, asked] of [
    ["", "24h", "OVERVIEW_PERIOD_DAY"],
    ["?period=7d", "7d", "OVERVIEW_PERIOD_WEEK"],
    ["?period=30d", "30d", "OVERVIEW_PERIOD_MONTH"],
  ] as const) {
    it(`200: of ${period}`, async () => {
      const { json } = await get(`/v1/overview${query}`, reader);
      expect(json).toMatchObject({ object: "overview", period, success_rate: 0.875, recent_volume: 9 });
      const histogram = [
        { from_ms: null, below_ms: 0, count: 1 },
        { from_ms: 3, below_ms: 4, count: 8 },
      ];
      expect(json.offset_ms).toEqual({ p50: 3, p95: 12, p99: 40, min: -1, max: 44, histogram });
      expect(json.series[1]).toMatchObject({ p50: 3, p95: 12, p99: 40, histogram });
      const none = { succeeded: 0, dead_lettered: 0, expired: 0, canceled: 0, skipped: 0 };
      const first = {
        t: "2026-07-01T08:00:00.000Z",
        count: 0,
        p50: null,
        p95: null,
        p99: null,
        histogram: [],
        ended: none,
      };
      expect(json.series[0]).toEqual(first);
      const ended = { succeeded: 7, dead_lettered: 1, expired: 2, canceled: 3, skipped: 4 };
      expect([json.ended, json.series[1].ended]).toEqual([ended, ended]);
      expect(json.at_least).toEqual(["dead"]);
      expect(json.needs_attention).toEqual({ failed: 1, due_soon: 2, dead: 1, late: 0 });
      expect(stars.memory.lastList).toMatchObject({ period: asked });
    });
  }

  it("400 of a period that there is not, 401 without a key", async () => {
    const { status, json } = await get("/v1/overview?period=1h");
    expect([status, json.error.param]).toEqual([400, "period"]);
    expect((await get("/v1/overview", nobody)).status).toBe(401);
  });
});

describe("getUsage", () => {
  it("200: of this month, without a limit", async () => {
    const { json } = await get("/v1/usage", reader);
    expect(json).toEqual({
      object: "usage",
      period: "202607",
      schedules_created: 5,
      deliveries: 8,
      attempts: 9,
      succeeded: 7,
      dead_lettered: 1,
      expired: 2,
      canceled: 3,
      skipped: 4,
      plan: null,
      scheduled: null,
      limit: null,
      grace_limit: null,
      over_limit: null,
    });
  });

  it("200: what the account made, and what its plan allows", async () => {
    const member = { authorization: "Bearer sk_account" };
    stars.memory.quota = { plan: "free", scheduled: 21, limit: 20, graceLimit: 22, overLimit: true };
    expect((await get("/v1/usage", member)).json).toMatchObject({
      schedules_created: 5,
      ...{ plan: "free", scheduled: 21, limit: 20, grace_limit: 22, over_limit: true },
    });
    stars.memory.quota = { plan: "open", scheduled: 21, overLimit: false };
    const open = { plan: "open", scheduled: 21, limit: null, grace_limit: null, over_limit: false };
    expect((await get("/v1/usage", member)).json).toMatchObject(open);
    expect((await get("/v1/usage", reader)).json).toMatchObject({ plan: null, limit: null });
  });

  it("401 without a key", async () => {
    expect((await get("/v1/usage", nobody)).status).toBe(401);
  });
});

describe("getPunctuality", () => {
  it("200 for anybody, with nulls when nothing was sent, asked for once in a while", async () => {
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => get("/v1/status/punctuality", nobody)),
    );
    expect(replies[0]?.json).toEqual({
      object: "punctuality",
      window: "24h",
      sent: 0,
      on_time_rate: null,
      offset_ms: { p50: null, p95: null, p99: null },
      updated_at: "2026-07-01T09:00:00.000Z",
    });
    expect(stars.memory.punctualityCalls).toBe(1);
    stars.memory.sent = 500;
    expect((await get("/v1/status/punctuality", nobody)).json.sent).toBe(0);
  });

  it("400 of what it does not know", async () => {
    expect((await get("/v1/status/punctuality?window=7d", nobody)).status).toBe(400);
  });
});
