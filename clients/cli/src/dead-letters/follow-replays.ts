import { setTimeout as wait } from "node:timers/promises";
import type { Delivery } from "../../../sdk/src/index.ts";
import type { Session } from "../session.ts";

/** Numbers of replays by result; `open` ones had no attempt yet. */
export type Outcomes = Readonly<
  Record<"succeeded" | "dead_lettered" | "expired" | "canceled" | "skipped" | "retrying" | "open", number>
>;

const lookEveryMs = 1_000;

/**
 * Follows replays until each had its first attempt, and reports progress on stderr.
 *
 * @param since an instant of the API just before the first replay
 */
export async function followReplays(session: Session, since: string, expected: number): Promise<Outcomes> {
  const { output } = session;
  const progress = createProgress(session);
  for (;;) {
    const outcomes = await countReplays(session, since, expected);
    const { succeeded, dead_lettered, retrying, open } = outcomes;
    progress(
      `${expected - open} of ${expected} attempted: ${succeeded} succeeded, ${retrying} will be tried again, ${dead_lettered} are dead again`,
    );
    if (open === 0) {
      if (output.errors.isTerminal) output.errors.stream.write("\n");
      return outcomes;
    }
    await wait(lookEveryMs, undefined, { signal: session.signal });
  }
}

/** Progress: on a terminal one line that changes, elsewhere a new line for each change. */
function createProgress({ output }: Session): (text: string) => void {
  let last = "";
  return (text) => {
    if (text === last) return;
    last = text;
    if (output.errors.isTerminal) output.errors.stream.write(`\r\u001b[K${text}`);
    else output.note(text);
  };
}

async function countReplays(session: Session, since: string, expected: number): Promise<Outcomes> {
  const counts = { succeeded: 0, dead_lettered: 0, expired: 0, canceled: 0, skipped: 0, retrying: 0 };
  let seen = 0;
  const listing = session.landfall.deliveries.list({ after: since, limit: 100 }, { signal: session.signal });
  for await (const each of listing) {
    if (each.replay_of === null) continue;
    seen += 1;
    if (isAttempted(each.state)) counts[each.state] += 1;
  }
  const attempted = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { ...counts, open: Math.max(expected, seen) - attempted };
}

function isAttempted(
  state: Delivery["state"],
): state is Exclude<Delivery["state"], "scheduled" | "dispatching"> {
  return state !== "scheduled" && state !== "dispatching";
}
