import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServiceError } from "../../../../services/runtime/errors.ts";
import { type Constellation, startConstellation } from "../fixtures/constellation.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const reader = { authorization: "Bearer sk_reader" };
const get = (path: string, headers?: Record<string, string>) => stars.send("GET", path, undefined, headers);

async function aSchedule(): Promise<string> {
  const body = { endpoint: "https://example.com/hook", delay: "1h" };
  return (await stars.send("POST", "/v1/schedules", body)).json.id;
}

const counts = {
  object: "ledger",
  from: "2026-06-30T09:00:00.000Z",
  to: "2026-07-01T09:00:00.000Z",
  retained_from: "2026-07-01T08:00:00.000Z",
  planned: 9,
  settled: { succeeded: 3, dead_lettered: 1, expired: 1, canceled: 1, skipped: 1 },
  open: 1,
  beside_plan: 2,
  holes: 1,
};
const query = "?from=2026-06-30T09:00:00Z&to=2026-07-01T11:00:00%2B02:00";
const asked = { fromMs: Date.UTC(2026, 5, 30, 9), toMs: Date.UTC(2026, 6, 1, 9) };

describe("getScheduleLedger", () => {
  it("200: hands the range on and answers what was planned and what became of it", async () => {
    const id = await aSchedule();
    const { json } = await get(`/v1/schedules/${id}/ledger${query}`, reader);
    expect(json).toEqual({ ...counts, holes_at: [{ schedule_id: id, at: "2026-07-01T08:59:00.000Z" }] });
    expect(stars.memory.lastList).toMatchObject({ id, ...asked });
  });

  it("404 of a schedule that there is not", async () => {
    const { status, json } = await get("/v1/schedules/sch_x/ledger", reader);
    expect([status, json.error.code]).toEqual([404, "schedule_not_found"]);
  });
});

describe("getLedger", () => {
  it("200: of the whole project, the range left to the scheduler when there is none", async () => {
    const { json } = await get(`/v1/ledger${query}`, reader);
    expect(json).toEqual({
      ...counts,
      holes_at: [{ schedule_id: "sch_1", at: "2026-07-01T08:59:00.000Z" }],
    });
    expect(stars.memory.lastList).toMatchObject(asked);
    await get("/v1/ledger", reader);
    expect(stars.memory.lastList).toMatchObject({ fromMs: undefined, toMs: undefined });
  });

  it("200: in portions, which say whether there are more", async () => {
    const portion = await get("/v1/ledger?portion=7", reader);
    expect(portion.json).toMatchObject({ ...counts, has_more: true, next_cursor: "more" });
    expect(stars.memory.lastList).toMatchObject({ limit: 7, cursor: undefined });
    const last = await get("/v1/ledger?cursor=more", reader);
    expect(last.json).toMatchObject({ has_more: false, next_cursor: null });
    expect(stars.memory.lastList).toMatchObject({ limit: 1_000, cursor: "more" });
  });

  for (const [text, code, param] of [
    ["from=yesterday", "invalid_parameter", "from"],
    ["to=2026-02-30T00:00:00Z", "invalid_parameter", "to"],
    ["limit=5", "unknown_field", "limit"],
  ] as const) {
    it(`400: ?${text} is ${code}`, async () => {
      const { status, json } = await get(`/v1/ledger?${text}`, reader);
      expect([status, json.error.code, json.error.param]).toEqual([400, code, param]);
    });
  }

  it("400: more to count than there may be", async () => {
    const id = await aSchedule();
    stars.memory.failNext = new ServiceError("invalid_parameter", "Too much.", "from");
    const { status, json } = await get(`/v1/schedules/${id}/ledger`);
    expect([status, json.error.code, json.error.param]).toEqual([400, "invalid_parameter", "from"]);
  });

  it("401 without a key", async () => {
    expect((await get("/v1/ledger", { authorization: "" })).status).toBe(401);
  });
});
