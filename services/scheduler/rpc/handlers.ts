import type { SchedulerServiceService } from "../../../generated/rpc/landfall/scheduler/v1/scheduler.ts";
import type { RpcHandlers } from "../../runtime/rpc/implement.ts";
import type { NoteCreates } from "../create/note-creates.ts";
import type { Scheduler } from "../scheduler.ts";
import { cancelSchedule } from "./cancel-schedule.ts";
import { cloneSchedule } from "./clone-schedule.ts";
import { createSchedules } from "./create-schedules.ts";
import { createSchedulesOnce } from "./create-schedules-once.ts";
import { getLedger } from "./get-ledger.ts";
import { getSchedule } from "./get-schedule.ts";
import { getScheduleLedger } from "./get-schedule-ledger.ts";
import { getZoneRules } from "./get-zone-rules.ts";
import { listSchedules } from "./list-schedules.ts";
import { pauseSchedule } from "./pause-schedule.ts";
import { previewSchedule } from "./preview-schedule.ts";
import { replaySchedule } from "./replay-schedule.ts";
import { resumeSchedule } from "./resume-schedule.ts";
import { triggerSchedule } from "./trigger-schedule.ts";
import { updateSchedule } from "./update-schedule.ts";

/** Every RPC of the scheduler. @param noteCreates told of each batch of creates */
export function schedulerHandlers(
  scheduler: Scheduler,
  noteCreates: NoteCreates = () => undefined,
): RpcHandlers<typeof SchedulerServiceService> {
  return {
    createSchedules: (request) => createSchedules(scheduler, request, noteCreates),
    createSchedulesOnce: (request) => createSchedulesOnce(scheduler, request, noteCreates),
    previewSchedule: (request) => previewSchedule(scheduler, request),
    getSchedule: (request) => getSchedule(scheduler, request),
    listSchedules: (request) => listSchedules(scheduler, request),
    updateSchedule: (request) => updateSchedule(scheduler, request),
    cancelSchedule: (request) => cancelSchedule(scheduler, request),
    pauseSchedule: (request) => pauseSchedule(scheduler, request),
    resumeSchedule: (request) => resumeSchedule(scheduler, request),
    getScheduleLedger: (request, context) => getScheduleLedger(scheduler, request, context),
    getLedger: (request, context) => getLedger(scheduler, request, context),
    getZoneRules: () => getZoneRules(scheduler),
    cloneSchedule: (request) => cloneSchedule(scheduler, request),
    triggerSchedule: (request) => triggerSchedule(scheduler, request),
    replaySchedule: (request) => replaySchedule(scheduler, request),
  };
}
