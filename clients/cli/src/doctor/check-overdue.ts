import type { Delivery } from "../../../sdk/src/index.ts";
import type { Session } from "../session.ts";
import { instantLine } from "../show/instant.ts";
import { spanText } from "../show/span.ts";
import { type Check, fine, warning } from "./check.ts";

const minuteMs = 60_000;
/** Ages to search, oldest first, since lists are ordered by creation. */
const ages = [30 * 1_440, 7 * 1_440, 1_440, 360, 60, 10, 1, 0].map((minutes) => minutes * minuteMs);
/** Deliveries read for each age. */
const most = 500;
/** Retries wait on purpose, and claiming takes a moment. */
const lateAfterMs = 30_000;

/** Looks for the delivery that is overdue for longest and was never attempted. */
export async function checkOverdue(session: Session): Promise<Check> {
  const now = session.world.now();
  const late = await findOldest(session, now);
  if (late === null) return fine("overdue", "nothing waits past its time");
  const waits = spanText(now - Date.parse(late.scheduled_for));
  const why = late.reason === null ? "no reason is on record" : `held by ${late.reason}`;
  return warning(
    "overdue",
    `${late.id} to ${late.endpoint} waits for ${waits}, since ${instantLine(late.scheduled_for, session.timezone)} (${why})`,
    `sched delivery ${late.id} says more; sched deliveries --state scheduled lists all.`,
  );
}

async function findOldest({ landfall, signal }: Session, now: number): Promise<Delivery | null> {
  for (const age of ages) {
    const before = new Date(now - age).toISOString();
    const waiting = await landfall.deliveries
      .list({ state: "scheduled", before, limit: 100 }, { signal })
      .take(most);
    const overdue = waiting.filter((each) => now - Date.parse(each.scheduled_for) > lateAfterMs);
    if (overdue.length === 0) continue;
    return overdue.reduce((oldest, each) => (each.scheduled_for < oldest.scheduled_for ? each : oldest));
  }
  return null;
}
