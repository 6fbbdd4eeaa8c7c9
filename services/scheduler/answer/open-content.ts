import { notFound } from "../../rules/object-ids.ts";
import {
  loadRequests,
  type RequestContentParts,
  requestSealContext,
  type ScheduleRecord,
  unpackRequestContent,
} from "../../store/for-scheduler.ts";
import type { Scheduler } from "../scheduler.ts";

/**
 * Opens the sealed headers and body of a schedule.
 *
 * @throws ServiceError `schedule_not_found` when it was purged since it was read
 */
export async function openContent(
  { store, keys }: Scheduler,
  schedule: ScheduleRecord,
): Promise<RequestContentParts> {
  const [request] = await loadRequests(store, [schedule.request.id]);
  const { sealedContent } = request ?? notFound("schedule");
  return unpackRequestContent(
    sealedContent === null ? null : keys.open(sealedContent, requestSealContext(schedule.request.id)),
  );
}
