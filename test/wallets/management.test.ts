import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Caller } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { ScheduleFields } from "../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { emitAll } from "../services/fixtures/emit-all.ts";
import { PrepaidLife } from "../services/fixtures/prepaid-life.ts";
import { startWalletStack, type WalletStack } from "./fixtures/stack.ts";
import { Wallet } from "./fixtures/wallet.ts";

const hour = 3_600_000;
let stack: WalletStack;
let wallet: Wallet;
let caller: Caller;
beforeAll(async () => {
  stack = await startWalletStack();
}, 30_000);
afterAll(() => stack.close());
beforeEach(async () => {
  wallet = new Wallet(stack.url);
  caller = await stack.payments.wallet(wallet.account.address);
});

const hourly = (changes: Partial<ScheduleFields> = {}, runs = 3) =>
  PrepaidLife.begin(
    stack,
    stack.dispatcher.store,
    runs,
    { cron: "0 * * * *", timeout: "9000ms", ...changes },
    caller,
  );
const act = (verb: string, id: string, by = wallet) =>
  by.call("POST", `/api/schedule/${verb}`, { schedule_id: id });
const one = (id: string) => wallet.call("GET", `/api/schedule?id=${id}`);
const runsOf = (id: string, more = "") => wallet.call("GET", `/api/schedule/runs?schedule_id=${id}${more}`);

describe("a wallet's schedules", () => {
  it("are shown with header values and body, which nobody else gets back", async () => {
    const { schedule } = await hourly({
      name: "reports",
      method: "PUT",
      headers: [{ name: "X-Token", value: "s3cret" }],
      body: Buffer.from('{"n":1}'),
      bodyIsJson: true,
    });
    expect((await one(schedule.id)).json).toEqual({
      schedule: {
        id: schedule.id,
        name: "reports",
        status: "active",
        cron: "0 * * * *",
        request: {
          url: "https://93.184.215.14/hook",
          method: "PUT",
          headers: { "X-Token": "s3cret" },
          body: { n: 1 },
          timeout_ms: 9_000,
        },
        credits: { total: 3, used: 0, remaining: 3 },
        created_at: expect.stringMatching(/^2027-03-01T/),
        updated_at: expect.stringMatching(/^2027-03-01T/),
        last_run_at: null,
      },
    });
    const { json } = await wallet.call("GET", "/api/schedules");
    expect(json.schedules).toEqual([(await one(schedule.id)).json.schedule]);
    const text = await hourly({ body: Buffer.from("plain"), timeout: undefined });
    expect((await one(text.schedule.id)).json.schedule.request).toMatchObject({
      body: "plain",
      timeout_ms: 30_000,
    });
  });

  it("are listed newest first, beyond a page", async () => {
    const made: string[] = [];
    for (let each = 0; each < 103; each++) made.unshift((await hourly()).schedule.id);
    const { json } = await wallet.call("GET", "/api/schedules");
    expect(json.schedules.map(({ id }: { id: string }) => id)).toEqual(made);
  });

  it("are paused, resumed and deleted; once deleted, nothing but deleting again", async () => {
    const { id } = (await hourly()).schedule;
    const answer = (status: string) => ({ status: 200, json: { success: true, schedule_id: id, status } });
    expect(await act("pause", id)).toMatchObject(answer("paused"));
    expect(await act("pause", id)).toMatchObject(answer("paused"));
    expect(await act("resume", id)).toMatchObject(answer("active"));
    expect(await act("delete", id)).toMatchObject(answer("deleted"));
    expect(await act("delete", id)).toMatchObject(answer("deleted"));
    for (const verb of ["pause", "resume"]) {
      const refused = { success: false, code: "schedule_not_editable" };
      expect(await act(verb, id)).toMatchObject({ status: 409, json: refused });
    }
    expect((await one(id)).json.schedule.status).toBe("deleted");
  });

  it("run dry, and go on with new credits", async () => {
    const life = await hourly({ cron: undefined, every: "1h" }, 2);
    const { id } = life.schedule;
    await life.pass(hour);
    expect((await one(id)).json.schedule).toMatchObject({
      status: "active",
      credits: { used: 1, remaining: 1 },
    });
    await life.pass(hour);
    expect((await one(id)).json.schedule).toMatchObject({
      status: "exhausted",
      credits: { used: 2, remaining: 0 },
    });
    expect((await one(id)).json.schedule.last_run_at).not.toBeNull();
    expect((await act("pause", id)).json.status).toBe("paused");
    expect((await act("resume", id)).json.status).toBe("exhausted");
    await life.grant(5);
    await emitAll(stack);
    expect((await one(id)).json.schedule).toMatchObject({
      status: "active",
      credits: { total: 7, remaining: 5 },
    });
  });

  it("are nobody else's: another wallet finds none of them, and changes none", async () => {
    const { id } = (await hourly()).schedule;
    const other = new Wallet(stack.url);
    const never = new Wallet(stack.url);
    await stack.payments.wallet(other.account.address);
    for (const stranger of [other, never]) {
      expect((await stranger.call("GET", "/api/schedules")).json).toEqual({ schedules: [] });
      expect(await stranger.call("GET", `/api/schedule?id=${id}`)).toMatchObject({ status: 404 });
      expect(await stranger.call("GET", `/api/schedule/runs?schedule_id=${id}`)).toMatchObject({
        status: 404,
      });
      for (const verb of ["pause", "resume", "delete"])
        expect(await act(verb, id, stranger)).toMatchObject({
          status: 404,
          json: { code: "schedule_not_found" },
        });
    }
    expect((await one(id)).json.schedule.status).toBe("active");
  });
});

describe("the runs of a schedule", () => {
  it("are what has begun or ended, the newest first, with what came of each", async () => {
    const life = await hourly({ cron: undefined, every: "1h" }, 9);
    const { id } = life.schedule;
    expect((await runsOf(id)).json).toEqual({ runs: [] });
    await life.pass(hour, () => "succeeded");
    await life.pass(hour, () => "dead_lettered");
    await life.pass(hour, () => "skipped");
    await life.pass(hour, () => null);
    const { runs } = (await runsOf(id)).json;
    expect(runs.map(({ status }: { status: string }) => status)).toEqual([
      "sent",
      "skipped",
      "failed",
      "sent",
    ]);
    expect(runs[0]).toMatchObject({ completed_at: null, duration_ms: null, http_status: null, error: null });
    expect(runs[1]).toMatchObject({ error: "overlap", http_status: null, response_bytes: null });
    expect(runs[2]).toMatchObject({ http_status: 500, duration_ms: 20, response_bytes: 2 });
    expect(runs[3]).toMatchObject({
      schedule_id: id,
      http_status: 200,
      duration_ms: 20,
      response_bytes: 2,
      error: null,
    });
    expect((await runsOf(id, "&limit=2")).json.runs).toEqual(runs.slice(0, 2));
  });
});
