import { describe, expect, it } from "vitest";
import type { CreateScheduleRequest, Schedule } from "../../../../sdk/src/index.ts";
import { leftOver, makePlan } from "./make-plan.ts";

const item = (sourceId: string, cron: string, isPaused = false) => ({
  sourceId,
  label: cron,
  request: { endpoint: "https://example.com", cron },
  isPaused,
  notes: [],
});
const found = (...items: ReturnType<typeof item>[]) => ({ items, left: [] });
const nothing = { open: [], lastEnded: new Map<string, string>() };

/** Returns the schedule that a request would create, with the members that the plan uses. */
function made(id: string, request: CreateScheduleRequest | null): Schedule {
  const { metadata, cron } = request ?? {};
  return { id, metadata: metadata ?? {}, cron: cron ?? null, object: "schedule" } as Schedule;
}

const after = (...steps: ReturnType<typeof makePlan>) => ({
  open: steps.map(({ request }, index) => made(`sch_${index}`, request)),
  lastEnded: new Map<string, string>(),
});
const actions = (steps: ReturnType<typeof makePlan>) => steps.map(({ action }) => action);

describe("makePlan", () => {
  it("makes what is new, and finds it the same the second time", () => {
    const lines = found(item("a", "0 1 * * *"), item("a", "0 2 * * *"), item("b", "0 1 * * *"));
    const first = makePlan("crontab", lines, nothing);
    expect(actions(first)).toEqual(["create", "create", "create"]);
    expect(actions(makePlan("crontab", lines, after(...first)))).toEqual(["same", "same", "same"]);
  });

  it("changes the one line whose time changed, and moves no other when a line goes", () => {
    const before = after(
      ...makePlan(
        "crontab",
        found(item("a", "0 1 * * *"), item("a", "0 2 * * *"), item("a", "0 3 * * *")),
        nothing,
      ),
    );
    const changed = makePlan(
      "crontab",
      found(item("a", "0 1 * * *"), item("a", "0 9 * * *"), item("a", "0 3 * * *")),
      before,
    );
    expect(changed.map(({ action, schedule }) => [action, schedule?.id])).toEqual([
      ["same", "sch_0"],
      ["change", "sch_1"],
      ["same", "sch_2"],
    ]);
    const fewer = makePlan("crontab", found(item("a", "0 2 * * *"), item("a", "0 3 * * *")), before);
    expect(fewer.map(({ action, schedule }) => [action, schedule?.id])).toEqual([
      ["same", "sch_1"],
      ["same", "sch_2"],
    ]);
    expect(leftOver(fewer, before).map(({ id }) => id)).toEqual(["sch_0"]);
  });

  it("has one key for the same import, and another one once what it made has ended", () => {
    const lines = found(item("a", "0 1 * * *"));
    const key = (ended?: string) =>
      makePlan("crontab", lines, {
        open: [],
        lastEnded: new Map(ended === undefined ? [] : [["a #1", ended]]),
      })[0]?.request?.idempotency_key;
    expect(key()).toBe(key());
    expect(key("sch_1")).not.toBe(key());
    expect(key("sch_2")).not.toBe(key("sch_1"));
  });

  it("lists what was left, and takes a pause for a change", () => {
    const before = after(...makePlan("q", found(item("a", "@daily")), nothing));
    const steps = makePlan(
      "q",
      { items: [item("a", "@daily", true)], left: [{ label: "x", reason: "why" }] },
      before,
    );
    expect(steps).toMatchObject([
      { action: "change", isPaused: true },
      { action: "skip", label: "x", notes: ["why"] },
    ]);
  });
});
