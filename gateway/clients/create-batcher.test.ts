import { describe, expect, it } from "vitest";
import { Mode } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import type {
  CreateScheduleItem,
  CreateScheduleResult,
} from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import { toScheduleFields } from "../translate/schedules/schedule-fields.ts";
import { createBatcher } from "./create-batcher.ts";

const item = (id: string): CreateScheduleItem => ({
  caller: undefined,
  fields: undefined,
  idempotencyKey: id,
  names: undefined,
});
const answerTo = ({ idempotencyKey: id = "" }: CreateScheduleItem): CreateScheduleResult => {
  return { result: { $case: "refused", value: { code: id, message: "" } } };
};

/** A batcher whose calls and timer the test completes by hand. */
function stage() {
  const calls: { ids: (string | undefined)[]; end: (error?: Error) => void }[] = [];
  const timers: (() => void)[] = [];
  const clock = {
    now: () => 0,
    monotonic: () => 0,
    after(_delayMs: number, run: () => void) {
      timers.push(run);
      return () => void timers.splice(timers.indexOf(run), 1);
    },
  };
  const batcher = createBatcher((items) => {
    const { promise, resolve, reject } = Promise.withResolvers<CreateScheduleResult[]>();
    const end = (error?: Error) => (error === undefined ? resolve(items.map(answerTo)) : reject(error));
    calls.push({ ids: items.map(({ idempotencyKey }) => idempotencyKey), end });
    return promise;
  }, clock);
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const createOf = (projectId: string, id: string, name = "") =>
    batcher.create(
      { ...item(id), caller: { projectId, mode: Mode.TEST }, fields: toScheduleFields({ name }) },
      "req",
    );
  return { calls, timers, turn, createOf, create: (id: string) => batcher.create(item(id), "req") };
}

describe("the create batcher", () => {
  it("sends at once when nothing is in flight, concurrent creates in one call", async () => {
    const { calls, create, turn } = stage();
    const creates = [create("a"), create("b")];
    await turn();
    expect(calls.map(({ ids }) => ids)).toEqual([["a", "b"]]);
    calls[0]?.end();
    expect((await Promise.all(creates)).map(({ result }) => result?.value)).toMatchObject([
      { code: "a" },
      { code: "b" },
    ]);
  });

  it("gathers behind a call until it returns", async () => {
    const { calls, create, turn } = stage();
    void create("a");
    await turn();
    void create("b");
    void create("c");
    await turn();
    expect(calls).toHaveLength(1);
    calls[0]?.end();
    await turn();
    expect(calls[1]?.ids).toEqual(["b", "c"]);
  });

  it("gathers until its timer while one call is in flight, and longer while two are", async () => {
    const { calls, timers, create, turn } = stage();
    const timeIsUp = () => timers.at(-1)?.();
    void create("a");
    await turn();
    void create("b");
    timeIsUp();
    void create("c");
    timeIsUp();
    void create("d");
    expect(calls.map(({ ids }) => ids)).toEqual([["a"], ["b"]]);
    timeIsUp();
    expect(calls[2]?.ids).toEqual(["c", "d"]);
  });

  it("has at most four calls in flight, however long they take", async () => {
    const { calls, timers, create, turn } = stage();
    for (const id of ["a", "b", "c", "d", "e"]) {
      void create(id);
      await turn();
      for (let time = 0; time < 3; time++) timers.at(-1)?.();
    }
    expect(calls.map(({ ids }) => ids)).toEqual([["a"], ["b"], ["c"], ["d"]]);
    for (const call of calls.slice(0, 3)) call.end();
    await turn();
    expect(calls[4]?.ids).toEqual(["e"]);
  });

  it("sends at most 500 items per call, and full calls beyond the usual two", async () => {
    const { calls, create, turn } = stage();
    for (let index = 0; index < 1_600; index++) void create(String(index));
    await turn();
    expect(calls.map(({ ids }) => ids.length)).toEqual([500, 500, 500]);
    for (const call of calls.slice(0, 2)) call.end();
    await turn();
    expect(calls[3]?.ids).toHaveLength(100);
  });

  it("fails the waiting creates when a call finds the scheduler away", async () => {
    const { calls, create, turn } = stage();
    const away = new ServiceError("service_unavailable", "away");
    const first = create("a");
    await turn();
    const second = create("b");
    calls[0]?.end(away);
    await expect(first).rejects.toBe(away);
    await expect(second).rejects.toBe(away);
  });

  it("has room in the next call for a small project, however much another has waiting", async () => {
    const { calls, turn, createOf } = stage();
    for (let index = 0; index < 2_500; index++) void createOf("a", `a${index}`);
    await turn();
    void createOf("b", "b");
    calls[0]?.end();
    await turn();
    expect(calls.at(-1)?.ids.slice(0, 2)).toContain("b");
  });

  it("refuses a project's creates beyond its share, and accepts another's", async () => {
    const { createOf, turn } = stage();
    const half = "x".repeat(16 * 1024 * 1024);
    const large = [createOf("a", "1", half), createOf("a", "2", half)];
    await expect(large[1]).rejects.toMatchObject({ code: "service_unavailable" });
    void createOf("b", "3", half);
    await turn();
  });
});
