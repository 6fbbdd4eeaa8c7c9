import {
  isLandfallError,
  type PreviewScheduleRequest,
  type SchedulePreview,
} from "../../../sdk/src/index.ts";
import { describeTiming } from "../../../sdk/src/when/when.ts";
import { askFirst } from "../ask.ts";
import { Failure } from "../failure.ts";
import type { Session } from "../session.ts";
import { runLines } from "../show/runs.ts";
import { zoneOf } from "../show/zone-of.ts";
import type { ReadTiming } from "./read-timing.ts";

/**
 * Shows when it would fire, in local time, its zone and UTC, with the assumptions made, and asks. Without a terminal
 * it continues, but not on an assumption without `--yes`.
 *
 * @param request the whole request; the API checks it before the question
 * @throws Failure of usage for an assumption that was not accepted; of interruption for a no
 */
export async function confirmTiming(
  session: Session,
  { timing, assumptions }: ReadTiming,
  request: PreviewScheduleRequest,
  question: string,
): Promise<void> {
  const { output, yes, canAsk } = session;
  if (assumptions.length > 0 && !yes && !canAsk) {
    throw new Failure(
      "usage",
      "assumptions",
      `The time leaves something open: ${assumptions.map(({ message }) => message).join(" ")}`,
      ["Say it in full, or accept this with --yes. `sched preview` shows what it comes to."],
    );
  }
  const { paint } = output.errors;
  for (const { message } of assumptions) output.note(`${paint.yellow("assumed")}  ${message}`);
  if (!canAsk) return;
  // The API refuses a wrong destination or time here, before the question.
  const preview = await previewOf(session, request);
  const shown =
    preview === null
      ? [describeTiming(timing)]
      : runLines(preview, zoneOf(timing, session.timezone), output.errors.paint);
  for (const line of shown) output.note(line);
  await askFirst(session, question);
}

/** Null if the key may not read. */
async function previewOf(session: Session, request: PreviewScheduleRequest): Promise<SchedulePreview | null> {
  try {
    return await session.landfall.schedules.preview({ count: 3, ...request }, { signal: session.signal });
  } catch (error) {
    if (isLandfallError(error) && error.code === "insufficient_scope") return null;
    throw error;
  }
}
