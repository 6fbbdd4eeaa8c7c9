import {
  loadRequests,
  type RequestContentParts,
  requestSealContext,
  type ScheduleRecord,
  unpackRequestContent,
} from "../store/for-scheduler.ts";
import type { Scheduler } from "./scheduler.ts";

/** Headers and body of a schedule, opened. */
export async function openContent(
  { store, keys }: Scheduler,
  schedule: ScheduleRecord,
): Promise<RequestContentParts> {
  const [request] = await loadRequests(store, [schedule.request.id]);
  const sealed = request?.sealedContent ?? null;
  return unpackRequestContent(
    sealed === null ? null : keys.open(sealed, requestSealContext(schedule.request.id)),
  );
}
