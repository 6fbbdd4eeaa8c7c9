import { isLandfallError } from "../../../../sdk/src/index.ts";
import type { Session } from "../../session.ts";
import type { Step } from "./make-plan.ts";

/** A step, and when it would fire next; null: unknown. */
export interface CheckedStep extends Step {
  readonly nextAt: string | null;
}

/** Asks the API to check all requests before any is sent; refused ones are skipped, with the reason. */
export async function checkPlan(session: Session, steps: readonly Step[]): Promise<readonly CheckedStep[]> {
  const checked: CheckedStep[] = [];
  for (const step of steps) checked.push(await checkStep(session, step));
  return checked;
}

async function checkStep({ landfall, signal }: Session, step: Step): Promise<CheckedStep> {
  if (step.request === null) return { ...step, nextAt: step.schedule?.next_fire_at ?? null };
  const { idempotency_key: _key, ...request } = step.request;
  try {
    const { next_runs } = await landfall.schedules.preview({ ...request, count: 1 }, { signal });
    return { ...step, nextAt: next_runs[0]?.at ?? null };
  } catch (error) {
    if (!isLandfallError(error) || error.name !== "InvalidRequestError") throw error;
    const notes = [`${error.message} (${error.code})`];
    return { ...step, action: "skip", request: null, notes, nextAt: null };
  }
}
