import type { Ansis } from "ansis";
import type { LogEntry } from "../../../sdk/src/index.ts";
import { outcomeText } from "../show/delivery.ts";
import { instantCell } from "../show/instant.ts";
import { spanText } from "../show/span.ts";
import { visibleLine } from "../show/visible.ts";

/** An attempt in one line. */
export function attemptLine(each: LogEntry, timezone: string, paint: Ansis): string {
  const outcome = { succeeded: paint.green, retry: paint.yellow, failed: paint.red }[each.outcome](
    each.outcome.padEnd(9),
  );
  const answer = visibleLine(outcomeText(each.status_code, each.error));
  const again =
    each.next_attempt_at === null ? "" : `, again at ${instantCell(each.next_attempt_at, timezone)}`;
  const facts = `no ${each.number}, ${spanText(each.offset_ms)} late, took ${spanText(each.duration_ms)}${again}`;
  return `${instantCell(each.started_at, timezone)}  ${outcome}  ${answer.padEnd(3)}  ${each.method} ${visibleLine(each.endpoint)}  ${paint.dim(`${facts}  ${each.delivery_id}`)}`;
}
