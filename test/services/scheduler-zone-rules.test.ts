import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type Schedule,
  type ScheduleFields,
  ScheduleKind,
  ScheduleState,
} from "../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { parsePrefixedId, prefixedId } from "../../services/runtime/ulid.ts";
import { createBatch } from "../../services/scheduler/create-batch.ts";
import { emitDueOccurrences } from "../../services/scheduler/loops/emit-due-occurrences.ts";
import { createZoneFollower } from "../../services/scheduler/loops/follow-zone-rules.ts";
import type { Scheduler } from "../../services/scheduler/scheduler.ts";
import { ownRules, type ZoneRules } from "../../services/scheduler/timing/offset-span.ts";
import {
  formatLocalTime,
  localTimeAt,
  parseLocalTime,
  resolveWallClock,
} from "../../services/scheduler/timing/wall-clock.ts";
import { UnreadZoneRules, ZoneBook } from "../../services/scheduler/zones/zone-book.ts";
import { changedRules, offsetRules } from "./fixtures/zone-rules.ts";
import { caller, fields, type ServedScheduler, serveScheduler, startAt } from "./serve-scheduler.ts";

const [second, minute, hour] = [1_000, 60_000, 3_600_000];
// In one zone the clock goes forward in the night to 2 March by the newer rules alone, in another by the older alone.
const [still, forward] = [offsetRules(1), offsetRules(1, ["2027-03-02T01:00:00Z", 2])];
const [newlyForward, noLonger, same] = ["Europe/Berlin", "Europe/Paris", "Asia/Kolkata"];
const older = {
  version: "2027a",
  rules: changedRules(ownRules, { [newlyForward]: still, [noLonger]: forward }),
};
const newer = {
  version: "2027b",
  rules: changedRules(ownRules, { [newlyForward]: forward, [noLonger]: still }),
};

let scheduler: ServedScheduler;
beforeEach(async () => {
  scheduler = await serveScheduler(older);
});
afterEach(() => scheduler.close());

const now = () => scheduler.time.clock.now();

/** Passes of schedulers, at once, until every open plan goes by what is recorded last of its zone. */
async function follow(...schedulers: readonly Scheduler[]): Promise<void> {
  const followers = schedulers.map(createZoneFollower);
  do await Promise.all(followers.map((each) => each.runOnce()));
  while ((await outdatedPlans()) > 0);
}

async function outdatedPlans(): Promise<number> {
  const [row] = await scheduler.query(
    `SELECT COUNT(*) AS outdated FROM schedules s WHERE open_zone IS NOT NULL
       AND NOT zone_rules_id <=> (SELECT MAX(id) FROM zone_rules r WHERE r.zone = s.open_zone)`,
  );
  return row?.outdated;
}

/** Time goes by in steps; all of the schedulers plan ahead at once, and what falls due succeeds. */
async function live(until: number, schedulers: readonly Scheduler[]): Promise<void> {
  while (now() < until) {
    scheduler.time.move(Math.min(hour, until - now()));
    await Promise.all(schedulers.map(emitAll));
    await scheduler.parts.store.change(
      `UPDATE deliveries SET state = 'succeeded', completed_at = ?, claim_at = NULL, next_attempt_at = NULL
       WHERE state = 'scheduled' AND claim_at <= ?`,
      [now(), now()],
    );
    await scheduler.parts.store.change(
      `UPDATE schedules SET state = 'completed', ended_at = ?, version = version + 1
       WHERE kind = 'one_shot' AND state = 'active' AND NOT EXISTS
         (SELECT 1 FROM deliveries d WHERE d.schedule_id = schedules.id AND d.completed_at IS NULL)`,
      [now()],
    );
  }
}

async function emitAll(parts: Scheduler): Promise<void> {
  while ((await emitDueOccurrences(parts)).more);
}

const crons = (zone: string): Partial<ScheduleFields>[] =>
  Array.from({ length: 250 }, (_, index) => {
    const [minutes, hours] = [index % 60, Math.floor(index / 60)];
    const cron = [
      `${minutes} ${7 + hours} * * *`,
      `${minutes} ${19 + hours} * * *`,
      `${minutes} */6 * * *`,
      "*/20 9-17 * * MON-FRI",
      `${minutes} * * * *`,
    ][index % 5];
    return { cron, timezone: zone, misfire: { policy: "all", grace: undefined, max: undefined } };
  });

const oneShots = (zone: string): Partial<ScheduleFields>[] =>
  Array.from({ length: 250 }, (_, index) => {
    const localMs = (parseLocalTime("2027-03-01T21:00") ?? 0) + index * 6 * minute;
    return { localFireAt: formatLocalTime(localMs), timezone: zone };
  });

/** Creates by one scheduler, 500 a call. */
async function createAll(all: readonly Partial<ScheduleFields>[]): Promise<Schedule[]> {
  const created: Schedule[] = [];
  for (let index = 0; index < all.length; index += 500) {
    const items = all.slice(index, index + 500).map((given) => ({ fields: fields(given) }));
    for (const { result } of await scheduler.tryCreate(items)) {
      if (result?.$case !== "created") throw new Error(JSON.stringify(result));
      created.push(result.value);
    }
  }
  return created;
}

/** All schedules as a scheduler tells them. */
async function listed(calls: ServedScheduler["calls"]): Promise<Map<string, Schedule>> {
  const found = new Map<string, Schedule>();
  let cursor: string | undefined;
  do {
    const page = await calls.listSchedules({
      ...{ caller, limit: 100, cursor, includeTotal: false, metadata: {} },
      ...{ state: ScheduleState.UNSPECIFIED, kind: ScheduleKind.UNSPECIFIED, endpointId: undefined },
      ...{ search: undefined, createdFromMs: undefined, createdBeforeMs: undefined },
    });
    for (const schedule of page.schedules) found.set(schedule.id, schedule);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}

/** The instants of all that was sent, by schedule, and the plan of each. */
async function sentOf(): Promise<Map<string, { scheduledFor: number; plan: number }[]>> {
  const rows = await scheduler.query(
    `SELECT schedule_id, scheduled_for, ordinal FROM deliveries
     WHERE state = 'succeeded' ORDER BY scheduled_for, ordinal`,
  );
  const sent = rows.map((row) => ({
    id: prefixedId("sch", row.schedule_id),
    ...{ scheduledFor: row.scheduled_for, plan: row.ordinal },
  }));
  return Map.groupBy(sent, ({ id }) => id);
}

function instantOf({ localFireAt = "", timezone = "" }: Partial<ScheduleFields>, rules: ZoneRules): number {
  const dst = { gap: "end", overlap: "first" } as const;
  return resolveWallClock(parseLocalTime(localFireAt) ?? 0, timezone, dst, rules)[0]?.at ?? 0;
}

/** When a zone's clock has shown a minute of an hour, from the start until now. */
function everyHour(minuteOfHour: number, zone: string): number[] {
  const found: number[] = [];
  for (let at = startAt + minute; at <= now(); at += minute) {
    if (new Date(localTimeAt(at, zone, newer.rules)).getUTCMinutes() === minuteOfHour) found.push(at);
  }
  return found;
}

/** Every time that the wall clock has shown at which a cron of the above fires, from the start until now. */
function localTimesOf(cron: string, zone: string): string[] {
  const [minutes = "", hours = ""] = cron.split(" ");
  const isMinute = (value: number) => (minutes === "*/20" ? value % 20 === 0 : value === Number(minutes));
  const isHour = (value: number) => {
    if (hours === "*/6") return value % 6 === 0;
    const [first = 0, last = first] = hours.split("-").map(Number);
    return value >= first && value <= last;
  };
  const found: string[] = [];
  const end = localTimeAt(now(), zone, newer.rules);
  for (let local = localTimeAt(startAt, zone, older.rules) + minute; local <= end; local += minute) {
    const shown = new Date(local);
    if (isMinute(shown.getUTCMinutes()) && isHour(shown.getUTCHours())) found.push(formatLocalTime(local));
  }
  return found;
}

describe("two schedulers with different rules of a zone", () => {
  // After it, the older rules have been wrong for seven hours.
  for (const [when, switchAt] of [
    ["before", startAt + 11 * hour],
    ["after", startAt + 20 * hour + 30 * second],
  ] as const) {
    it(`plan each occurrence of 2,000 schedules once, when the newer ones come ${when} the change`, {
      timeout: 60_000,
    }, async () => {
      const asked = [newlyForward, newlyForward, noLonger, noLonger, same].flatMap((zone) => [
        ...crons(zone),
        ...oneShots(zone),
      ]);
      const created = await createAll(asked);
      await follow(scheduler.parts);
      await live(switchAt, [scheduler.parts]);
      const { parts: besides, calls } = await scheduler.beside(newer);
      await follow(besides, scheduler.parts);
      await live(startAt + 40 * hour, [scheduler.parts, besides]);

      const [sent, records] = [await sentOf(), await listed(calls)];
      // The one with older zones tells the same.
      expect(await listed(scheduler.calls)).toEqual(records);
      for (const [index, { id }] of created.entries()) {
        const [{ cron = "", localFireAt, timezone: zone = "" } = {}, schedule] = [
          asked[index],
          records.get(id),
        ];
        const what = `${cron || localFireAt} in ${zone}`;
        const past = (sent.get(id) ?? []).map(({ scheduledFor }) => scheduledFor);
        if (zone === same && cron !== "") expect(schedule?.version, what).toBe(1);
        if (localFireAt !== undefined) {
          const [was, is] = [older.rules, newer.rules].map((rules) =>
            instantOf({ localFireAt, timezone: zone }, rules),
          );
          // What had fallen due before the newer rules came is as it was.
          const expected = (was ?? 0) <= switchAt ? was : is;
          expect(past, what).toEqual([expected]);
          expect(schedule?.fireAtMs, what).toBe(expected);
          // Its completion is the other change that there was.
          expect(schedule?.version, what).toBe(expected === was ? 2 : 3);
        } else if (cron.includes(" * * * *")) {
          // It follows elapsed time.
          expect(past, what).toEqual(everyHour(Number.parseInt(cron, 10), zone));
        } else {
          const shown = (sent.get(id) ?? []).map(({ scheduledFor, plan }) => {
            const { rules } = plan === 0 && scheduledFor <= switchAt ? older : newer;
            return formatLocalTime(localTimeAt(scheduledFor, zone, rules));
          });
          expect(shown.sort(), what).toEqual(localTimesOf(cron, zone));
        }
      }
      for (const aheadMs of [1, 30 * hour]) {
        for (const each of [scheduler.calls, calls]) {
          const ledger = await each.getLedger({ caller, fromMs: startAt, toMs: now() + aheadMs });
          expect(ledger).toMatchObject({ holes: 0, holesAt: [] });
        }
      }
    });
  }

  it("both make new plans by the newer ones, also once the newer one is gone and the older is started again", async () => {
    await scheduler.create({ cron: "0 9 * * *", timezone: newlyForward });
    const { parts: besides } = await scheduler.beside(newer);
    await follow(besides);
    // As each reads it within two seconds, and a process that starts before it serves.
    const again = { ...scheduler.parts, zones: new ZoneBook(older) };
    await follow(again);
    expect(again.zones.version).toBe("2027b");
    const given = { localFireAt: "2027-03-02T09:00", timezone: newlyForward };
    const items = [{ caller, fields: fields(given), idempotencyKey: undefined }];
    const [made] = await createBatch(again, items);
    const schedule = made && "schedule" in made ? made.schedule : null;
    expect(schedule).toMatchObject({ fireAt: Date.parse("2027-03-02T07:00:00Z"), version: 1 });
    await follow(again, besides);
    const [row] = await scheduler.query("SELECT version, plan FROM schedules WHERE id = ?", [schedule?.id]);
    expect(row).toMatchObject({ version: 1, plan: 0 });
    const [inForce] = await scheduler.query("SELECT version FROM zone_rules_in_force");
    expect(inForce?.version).toBe("2027b");
  });

  it("agree on what an outdated scheduler makes before it has heard of the newer ones", async () => {
    await scheduler.create({ cron: "0 9 * * *", timezone: newlyForward });
    await follow(scheduler.parts);
    const { parts: besides } = await scheduler.beside(newer);
    await follow(besides);
    const given = { localFireAt: "2027-03-02T09:00", timezone: newlyForward };
    const unheard = { ...scheduler.parts };
    expect(unheard.zones.version).toBe("2027a");
    const items = [{ caller, fields: fields(given), idempotencyKey: undefined }];
    const [made] = await createBatch(unheard, items);
    const schedule = made && "schedule" in made ? made.schedule : null;
    expect(schedule?.fireAt).toBe(Date.parse("2027-03-02T08:00:00Z"));
    await follow(besides);
    const [row] = await scheduler.query("SELECT fire_at, version FROM schedules WHERE id = ?", [
      schedule?.id,
    ]);
    expect(row).toMatchObject({ fire_at: Date.parse("2027-03-02T07:00:00Z"), version: 2 });
    // An emitter that has not heard of them either leaves alone what goes by them.
    await scheduler.query("UPDATE schedules SET emit_at = ? WHERE kind = 'cron'", [now()]);
    const [before] = await scheduler.query("SELECT COUNT(*) AS deliveries FROM deliveries");
    const { setAside } = await emitDueOccurrences(unheard);
    expect(setAside.map(({ problem }) => problem)).toEqual([expect.any(UnreadZoneRules)]);
    expect((await scheduler.query("SELECT COUNT(*) AS deliveries FROM deliveries"))[0]).toEqual(before);
    const [{ emit_at } = { emit_at: 0 }] = await scheduler.query(
      "SELECT emit_at FROM schedules WHERE kind = 'cron'",
    );
    expect(emit_at).toBe(now() + second);
  });

  it("says which rules are in force, and which it brings along", async () => {
    const { calls } = await scheduler.beside(newer);
    expect(await calls.getZoneRules({})).toEqual({ inForce: "2027b", own: "2027b" });
    const third = await scheduler.beside({ ...older, version: "2026z" });
    expect(await third.calls.getZoneRules({})).toEqual({ inForce: "2027b", own: "2026z" });
  });

  it("does not touch plans for an edition that answers alike", async () => {
    const schedule = await scheduler.create({ cron: "0 9 * * *", timezone: same });
    const once = await scheduler.create({ localFireAt: "2027-03-02T09:00", timezone: same });
    await follow(scheduler.parts);
    const { parts: besides } = await scheduler.beside(newer);
    await follow(besides);
    expect(await scheduler.query("SELECT zone, version FROM zone_rules")).toEqual([
      { zone: same, version: "2027a" },
    ]);
    for (const { id } of [schedule, once]) {
      expect((await scheduler.calls.getSchedule({ caller, id })).version).toBe(1);
    }
  });

  it("leave an attempt that is being made or retried alone, and the ledger whole", async () => {
    const schedules = [
      await scheduler.create({ localFireAt: "2027-03-02T09:00", timezone: noLonger }),
      await scheduler.create({ localFireAt: "2027-03-02T09:00", timezone: noLonger }),
    ];
    await follow(scheduler.parts);
    scheduler.time.move(19 * hour + second);
    for (const [index, state] of ["dispatching", "retrying"].entries()) {
      await scheduler.query(
        `UPDATE deliveries SET state = ?, attempt_count = 1, holder = IF(state = 'dispatching', schedule_id, NULL),
           lease_expires_at = IF(state = 'dispatching', ?, NULL), claim_at = NULL WHERE schedule_id = ?`,
        [state, now() + minute, parsePrefixedId("sch", schedules[index]?.id ?? "")],
      );
    }
    const { parts: besides, calls } = await scheduler.beside(newer);
    await follow(besides);
    for (const schedule of schedules) {
      expect(await calls.getSchedule({ caller, id: schedule.id })).toMatchObject({
        version: 1,
        fireAtMs: Date.parse("2027-03-02T07:00:00Z"),
        state: ScheduleState.ACTIVE,
      });
    }
    const ledger = await calls.getLedger({ caller, fromMs: startAt, toMs: now() + 30 * hour });
    expect(ledger).toMatchObject({ planned: 2, open: 2, holes: 0 });
  });
});
