import type { PrepaidSchedule } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import {
  findCredits,
  loadRequests,
  requestSealContext,
  type ScheduleRecord,
  unpackRequestContent,
} from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";
import { showSchedules } from "./show-schedules.ts";

/**
 * Converts prepaid schedules to their RPC messages, with credits, header values and bodies: the APIs for
 * wallets give these back to the owner, as the products do whose contracts they keep. Two statements for all.
 */
export async function showPrepaid(
  scheduler: Scheduler,
  records: readonly ScheduleRecord[],
  now: number,
): Promise<PrepaidSchedule[]> {
  const { store, keys } = scheduler;
  const [credits, requests, schedules] = await Promise.all([
    findCredits(
      store,
      records.map(({ id }) => id),
    ),
    loadRequests(
      store,
      records.map(({ request }) => request.id),
    ),
    showSchedules(scheduler, records, now),
  ]);
  const sealed = new Map(requests.map((request) => [request.id.toString("hex"), request.sealedContent]));
  return records.flatMap((record, place) => {
    const shown = credits.get(record.id.toString("hex"));
    const content = sealed.get(record.request.id.toString("hex"));
    const schedule = schedules[place];
    // Purged since it was read.
    if (shown === undefined || content === undefined || schedule === undefined) return [];
    const { headers, body, bodyIsJson } = unpackRequestContent(
      content === null ? null : keys.open(content, requestSealContext(record.request.id)),
    );
    const { total, used, remaining, lastRunAt } = shown;
    return {
      schedule,
      credits: { total, used, remaining },
      headers: headers.map(([name, value]) => ({ name, value })),
      body: body ?? undefined,
      bodyIsJson,
      lastRunAtMs: lastRunAt ?? undefined,
    };
  });
}
