import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { noon, openDelivery, scheduleRecord } from "../../../test/services/fixtures/schedule-record.ts";
import { judgeRetryPolicy } from "../../rules/judge-retry-policy.ts";
import { createKeyRing } from "../../runtime/sealing.ts";
import type { OpenDelivery, ScheduleRecord } from "../../store/for-scheduler.ts";
import type { JudgedSchedule } from "../judge/judge-schedule.ts";
import { updateChange } from "./update-change.ts";
import { noFields } from "./written-fields.ts";

const keys = createKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const hour = 3_600_000;
const now = noon + 5;

function judged(changes: Partial<ScheduleRecord> = {}): JudgedSchedule {
  const { misfirePolicy, misfireGrace, misfireGraceMs, misfireMax, overlap, earlyFire, ...record } =
    scheduleRecord(changes);
  return {
    timing: record,
    request: {
      endpoint: "https://example.com/new",
      endpointId: null,
      method: "PUT",
      headers: [["a", "b"]],
      body: Buffer.from("body"),
      bodyIsJson: false,
      timeout: null,
      timeoutMs: 30_000,
      retryPolicy: judgeRetryPolicy(undefined),
      forwardTrace: false,
    },
    name: record.name,
    metadata: record.metadata,
    ttl: record.ttl,
    ttlMs: record.ttlMs,
    ...{ misfirePolicy, misfireGrace, misfireGraceMs, misfireMax, overlap, earlyFire },
  };
}

const before = scheduleRecord({
  ...{ plannedThrough: noon + hour, runCount: 2, plannedCount: 4, emitAt: noon + 9, plan: 2 },
});
const nothing = {
  fields: noFields,
  replans: false,
  keepsAnchor: true,
  requests: false,
  resends: false,
  rejudges: false,
};
const change = (
  update: Partial<typeof nothing>,
  open: readonly OpenDelivery[] = [],
  schedule = before,
  to: JudgedSchedule = judged({ anchorAt: now }),
) => updateChange(schedule, open, to, { ...nothing, ...update }, keys, now);

const waiting = openDelivery(1);
const onTheWire = openDelivery(2, { state: "dispatching" });
const replay = openDelivery(3, { ordinal: -4 });
const open = [waiting, onTheWire, replay];

describe("updateChange", () => {
  it("of labels changes neither plan nor request", () => {
    const { schedule, ...rest } = change({}, open, before, judged({ name: "new", metadata: { a: "1" } }));
    expect(schedule).toEqual({ ...before, name: "new", metadata: { a: "1" } });
    expect(rest).toEqual({ request: null, rekey: [], release: [] });
  });

  it("of the request makes a new one, sealed, and leaves the plan", () => {
    const { schedule, request, cancel } = change({ requests: true }, open);
    expect(request).toMatchObject({
      endpoint: "https://example.com/new",
      method: "PUT",
      headerNames: ["a"],
      bodyBytes: 4,
    });
    expect(request?.sealedContent?.includes("body")).toBe(false);
    expect(schedule.request).toBe(request);
    expect(schedule).toMatchObject({ plan: 2, plannedCount: 4, emitAt: noon + 9 });
    expect(cancel).toBeUndefined();
  });

  it("of the plan ends what waits, takes the retries of what is on the wire, and leaves replays", () => {
    const { cancel, mark, insert, schedule } = change({ replans: true }, open);
    expect(cancel).toEqual({ ids: [waiting.id], reason: "rescheduled" });
    expect(mark).toEqual({ ids: [onTheWire.id], reason: "rescheduled" });
    expect(insert).toMatchObject([{ scheduledFor: noon + hour, ordinal: 3 }]);
    // Two ran, one is on the wire, and the new plan has its first occurrence; waiting ones were canceled.
    expect(schedule).toMatchObject({ plan: 3, plannedCount: 4, plannedThrough: noon + hour });
  });

  it("keeps counting an interval from where it did, unless it counts anew", () => {
    expect(change({ replans: true }).insert).toMatchObject([{ scheduledFor: noon + hour }]);
    expect(change({ replans: true, keepsAnchor: false }).insert).toMatchObject([
      { scheduledFor: now + hour },
    ]);
  });

  it("counts what has run, and what is on the wire, towards max_runs", () => {
    const to = judged({ anchorAt: now, maxRuns: 4, everyMs: 10_000 });
    const planned = change({ replans: true, keepsAnchor: false }, open, before, to).insert ?? [];
    expect(planned).toHaveLength(1);
  });

  it("plans nothing when max_runs has been reached, and does not ask the emitter to come back", () => {
    const { insert, schedule } = change({ replans: true }, [], before, judged({ maxRuns: 2 }));
    expect(insert).toEqual([]);
    expect(schedule).toMatchObject({ emitAt: null, plannedCount: 2 });
  });

  for (const update of [{ replans: true }, { requests: true }]) {
    it(`is refused for a one-shot on the wire: ${Object.keys(update)}`, () => {
      const oneShot = scheduleRecord({ kind: "one_shot", fireAt: noon + hour });
      expect(() => change(update, [onTheWire], oneShot)).toThrow(
        expect.objectContaining({ code: "delivery_in_flight" }),
      );
    });
  }

  it("is refused once the schedule has ended", () => {
    expect(() => change({}, [], { ...before, state: "canceled" })).toThrow(
      expect.objectContaining({ code: "schedule_not_editable" }),
    );
  });

  it("replaces at once a plan that would begin later because its zone put the clock back", () => {
    const later = { ...before, planFrom: now + hour };
    expect(change({ replans: true }, [], later).schedule.planFrom).toBe(now);
    // The clock of another scheduler is a little ahead.
    const apart = { ...before, planFrom: now + 200 };
    expect(change({ replans: true }, [], apart).schedule.planFrom).toBe(now + 200);
  });
});
