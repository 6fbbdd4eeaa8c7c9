import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type Schedule,
  type ScheduleFields,
  ScheduleKind,
  ScheduleState,
} from "../../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { prefixedId } from "../../../../services/runtime/ulid.ts";
import { emitDueOccurrences } from "../../../../services/scheduler/loops/emit-due-occurrences.ts";
import type { Scheduler } from "../../../../services/scheduler/scheduler.ts";
import { formatLocalTime, localTimeAt } from "../../../../services/scheduler/timing/wall-clock.ts";
import {
  type Constellation,
  type SchedulerUnderTest,
  startConstellation,
} from "../../fixtures/constellation/constellation.ts";
import { startAt } from "../../fixtures/constellation/ground.ts";
import { caller, fields } from "../../fixtures/constellation/scheduler.ts";
import { follow, newer, newlyForward, noLonger, older, same } from "../../fixtures/two-editions.ts";
import { crons, everyHour, instantOf, localTimesOf, oneShots } from "../../fixtures/zoned-schedules.ts";

const [second, hour] = [1_000, 3_600_000];

let constellation: Constellation<"scheduler">;
let scheduler: SchedulerUnderTest;
beforeEach(async () => {
  constellation = await startConstellation({ scheduler: { zones: older } });
  ({ scheduler } = constellation);
});
afterEach(() => constellation.close());

const now = () => constellation.time.clock.now();

/** Moves time in steps; all schedulers plan concurrently, and due deliveries succeed. */
async function live(until: number, schedulers: readonly Scheduler[]): Promise<void> {
  while (now() < until) {
    constellation.time.move(Math.min(hour, until - now()));
    // Emitters skip rows that another has locked.
    do await Promise.all(schedulers.map(emitAll));
    while (
      (await constellation.query("SELECT 1 FROM schedules WHERE emit_at <= ? LIMIT 1", [now()])).length > 0
    );
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

/** Creates schedules by one scheduler, 500 in a call. */
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

/** Lists all schedules, as a scheduler answers them. */
async function listed(calls: SchedulerUnderTest["calls"]): Promise<Map<string, Schedule>> {
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

/** Lists the instants of sent deliveries with their plans, by schedule. */
async function sentOf(): Promise<Map<string, { scheduledFor: number; plan: number }[]>> {
  const rows = await constellation.query(
    `SELECT schedule_id, scheduled_for, ordinal FROM deliveries
     WHERE state = 'succeeded' ORDER BY scheduled_for, ordinal`,
  );
  const sent = rows.map((row) => ({
    id: prefixedId("sch", row.schedule_id),
    ...{ scheduledFor: row.scheduled_for, plan: row.ordinal },
  }));
  return Map.groupBy(sent, ({ id }) => id);
}

describe("two schedulers with different rules of a zone", () => {
  // By then the older rules have been wrong for seven hours.
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
      await follow(constellation, scheduler.parts);
      await live(switchAt, [scheduler.parts]);
      const { parts: besides, calls } = await scheduler.beside(newer);
      await follow(constellation, besides, scheduler.parts);
      await live(startAt + 40 * hour, [scheduler.parts, besides]);

      const [sent, records] = [await sentOf(), await listed(calls)];
      // The scheduler with older zones answers the same.
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
          // Deliveries that were due before the newer rules are unchanged.
          const expected = (was ?? 0) <= switchAt ? was : is;
          expect(past, what).toEqual([expected]);
          expect(schedule?.fireAtMs, what).toBe(expected);
          // The other change is its completion.
          expect(schedule?.version, what).toBe(expected === was ? 2 : 3);
        } else if (cron.includes(" * * * *")) {
          // It follows elapsed time.
          expect(past, what).toEqual(everyHour(Number.parseInt(cron, 10), zone, now()));
        } else {
          const shown = (sent.get(id) ?? []).map(({ scheduledFor, plan }) => {
            const { rules } = plan === 0 && scheduledFor <= switchAt ? older : newer;
            return formatLocalTime(localTimeAt(scheduledFor, zone, rules));
          });
          expect(shown.sort(), what).toEqual(localTimesOf(cron, zone, now()));
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
});
