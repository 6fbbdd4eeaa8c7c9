import {
  type CreateScheduleRequest,
  isLandfallError,
  type UpdateScheduleRequest,
} from "../../../../sdk/src/index.ts";
import type { Session } from "../../session.ts";
import type { Step } from "./make-plan.ts";

/** Numbers of steps, by result. */
export interface Applied {
  readonly created: number;
  readonly changed: number;
  readonly failed: readonly { readonly label: string; readonly code: string; readonly message: string }[];
}

/** With bodies of 256 KB this stays below the limit of a call. */
const inOneCall = 25;

/** Carries out a plan: creates in bulk, changes one by one. */
export async function applyPlan(session: Session, steps: readonly Step[]): Promise<Applied> {
  const failed: { label: string; code: string; message: string }[] = [];
  const creates = steps.filter(({ action }) => action === "create");
  let created = 0;
  for (let at = 0; at < creates.length; at += inOneCall) {
    created += await createSome(session, creates.slice(at, at + inOneCall), failed);
  }
  let changed = 0;
  for (const step of steps.filter(({ action }) => action === "change")) {
    try {
      await changeOne(session, step);
      changed += 1;
    } catch (error) {
      if (!isLandfallError(error) || error.name === "ConnectionError") throw error;
      failed.push({ label: step.label, code: error.code, message: error.message });
    }
  }
  return { created, changed, failed };
}

async function createSome(
  session: Session,
  steps: readonly Step[],
  failed: { label: string; code: string; message: string }[],
): Promise<number> {
  const { landfall, signal } = session;
  const items = steps.flatMap(({ request }) => (request === null ? [] : [request]));
  const { accepted, rejected } = await landfall.schedules.createMany(items, { signal });
  for (const { index, code, message } of rejected)
    failed.push({ label: steps[index]?.label ?? "", code, message });
  for (const { index, id, state } of accepted) {
    if (steps[index]?.isPaused === true && state === "active") await landfall.schedules.pause(id, { signal });
  }
  return accepted.length;
}

/** Fields that a change resets if the source no longer has them. */
const gone: UpdateScheduleRequest = {
  body: null,
  headers: null,
  timeout: null,
  retry_policy: null,
  name: null,
  starts_at: null,
  ends_at: null,
};

async function changeOne(
  { landfall, signal }: Session,
  { request, schedule, isPaused }: Step,
): Promise<void> {
  if (request === null || schedule === null) return;
  const { idempotency_key: _key, ...fields }: CreateScheduleRequest = request;
  const options = { signal, ifVersion: schedule.version };
  const { state, id } = await landfall.schedules.update(schedule.id, { ...gone, ...fields }, options);
  if (isPaused && state === "active") await landfall.schedules.pause(id, { signal });
  if (!isPaused && state === "paused") await landfall.schedules.resume(id, { signal });
}
