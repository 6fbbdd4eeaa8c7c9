import type {
  CreateSchedulesRequest,
  SchedulerServiceService,
} from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import type { RpcHandlers } from "../../runtime/rpc/implement.ts";
import { sharedTurns } from "../../runtime/rpc/shared-turns.ts";
import type { NoteCreates } from "../create/note-creates.ts";
import type { Scheduler } from "../scheduler.ts";
import { advanceDevClock } from "./advance-dev-clock.ts";
import { awaitNames } from "./await-names.ts";
import { cancelSchedule } from "./cancel-schedule.ts";
import { cloneSchedule } from "./clone-schedule.ts";
import { createSchedules } from "./create-schedules.ts";
import { createSchedulesOnce } from "./create-schedules-once.ts";
import { getDevClock } from "./get-dev-clock.ts";
import { getLedger } from "./get-ledger.ts";
import { getPrepaidSchedule } from "./get-prepaid-schedule.ts";
import { getSchedule } from "./get-schedule.ts";
import { getScheduleLedger } from "./get-schedule-ledger.ts";
import { getZoneRules } from "./get-zone-rules.ts";
import { listPrepaidSchedules } from "./list-prepaid-schedules.ts";
import { listSchedules } from "./list-schedules.ts";
import { pauseSchedule } from "./pause-schedule.ts";
import { previewSchedule } from "./preview-schedule.ts";
import { replaySchedule } from "./replay-schedule.ts";
import { resumeSchedule } from "./resume-schedule.ts";
import { triggerSchedule } from "./trigger-schedule.ts";
import { updateSchedule } from "./update-schedule.ts";

/** Returns the handler of every RPC of the scheduler. @param noteCreates called for each batch of creates */
export function schedulerHandlers(
  scheduler: Scheduler,
  noteCreates: NoteCreates = () => undefined,
): RpcHandlers<typeof SchedulerServiceService> {
  const writing = sharedTurns({ total: 4, perAsker: 3, mostWaiting: 100 });
  const reading = sharedTurns({ total: 4, perAsker: 2, mostWaiting: 100 });
  return {
    createSchedules: (request) => {
      const create = () => createSchedules(scheduler, request, noteCreates);
      return isLarge(request.items) ? writing(request.items[0]?.caller, create) : create();
    },
    awaitNames: (request) => awaitNames(scheduler, request),
    createSchedulesOnce: (request) =>
      writing(request.caller, () => createSchedulesOnce(scheduler, request, noteCreates)),
    previewSchedule: (request) => previewSchedule(scheduler, request),
    getSchedule: (request) => getSchedule(scheduler, request),
    listSchedules: (request) => reading(request.caller, () => listSchedules(scheduler, request)),
    getPrepaidSchedule: (request) => getPrepaidSchedule(scheduler, request),
    listPrepaidSchedules: (request) =>
      reading(request.caller, () => listPrepaidSchedules(scheduler, request)),
    updateSchedule: (request) => updateSchedule(scheduler, request),
    cancelSchedule: (request) => cancelSchedule(scheduler, request),
    pauseSchedule: (request) => pauseSchedule(scheduler, request),
    resumeSchedule: (request) => resumeSchedule(scheduler, request),
    getScheduleLedger: (request, context) =>
      reading(request.caller, () => getScheduleLedger(scheduler, request, context)),
    getLedger: (request, context) => reading(request.caller, () => getLedger(scheduler, request, context)),
    getZoneRules: () => getZoneRules(scheduler),
    cloneSchedule: (request) => cloneSchedule(scheduler, request),
    triggerSchedule: (request) => triggerSchedule(scheduler, request),
    replaySchedule: (request) => replaySchedule(scheduler, request),
    getDevClock: (request) => getDevClock(scheduler, request),
    advanceDevClock: (request) => advanceDevClock(scheduler, request),
  };
}

/** A batch of at least this size occupies the store long enough for others to notice. */
const largeItems = 100;
const largeBytes = 524_288;

function isLarge(items: CreateSchedulesRequest["items"]): boolean {
  return (
    items.length >= largeItems ||
    items.reduce((sum, { fields }) => sum + (fields?.body?.length ?? 0), 0) >= largeBytes
  );
}
