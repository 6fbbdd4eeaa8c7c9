import type { Attempt, Delivery } from "../../../sdk/src/index.ts";
import type { Output } from "../output.ts";
import { instantCell, instantLine } from "./instant.ts";
import { spanText } from "./span.ts";
import { printFields } from "./table.ts";
import { visible } from "./visible.ts";

/** Columns of lists of deliveries. */
export const deliveryHead = ["ID", "STATE", "DUE", "LATE", "ATTEMPTS", "LAST", "TO"] as const;

/** A delivery in a list. */
export function deliveryRow(each: Delivery, timezone: string): readonly string[] {
  return [
    each.id,
    each.state,
    instantCell(each.scheduled_for, timezone),
    each.offset_ms === null ? "-" : spanText(each.offset_ms),
    String(each.attempt_count),
    outcomeText(each.last_status_code, each.last_error) || each.reason || "-",
    `${each.method} ${each.endpoint}`,
  ];
}

/** Columns of lists of attempts. */
export const attemptHead = [
  "ID",
  "DELIVERY",
  "NO",
  "STARTED",
  "OFFSET",
  "TOOK",
  "OUTCOME",
  "ANSWER",
] as const;

/** An attempt in a list. */
export function attemptRow(each: Attempt, timezone: string): readonly string[] {
  return [
    each.id,
    each.delivery_id,
    String(each.number),
    instantCell(each.started_at, timezone),
    spanText(each.offset_ms),
    spanText(each.duration_ms),
    each.outcome,
    outcomeText(each.status_code, each.error) || "-",
  ];
}

/** Prints a delivery and its attempts for people. */
export function printDelivery(
  output: Output,
  each: Delivery,
  attempts: readonly Attempt[],
  timezone: string,
): void {
  const at = (instant: string | null) => (instant === null ? null : instantLine(instant, timezone));
  printFields(output, [
    ["id", each.id],
    ["state", each.state],
    ["reason", each.reason],
    ["schedule", each.schedule_id],
    ["due", at(each.scheduled_for)],
    ["sent", at(each.first_attempt_at)],
    ["late by", each.offset_ms === null ? null : spanText(each.offset_ms)],
    ["next", at(each.next_attempt_at)],
    ["ended", at(each.completed_at)],
    ["expires", at(each.expires_at)],
    ["to", `${each.method} ${each.endpoint}`],
    ["last", outcomeText(each.last_status_code, each.last_error) || null],
    ["replay of", each.replay_of],
  ]);
  for (const attempt of attempts) {
    const answer = outcomeText(attempt.status_code, attempt.error);
    output.line("");
    output.line(
      `attempt ${attempt.number}  ${instantCell(attempt.started_at, timezone)}  ${attempt.outcome}  ${visible(answer)}  took ${spanText(attempt.duration_ms)}`,
    );
    const snippet = attempt.response_snippet ?? "";
    if (snippet !== "")
      for (const line of visible(snippet).split("\n").slice(0, 5)) output.line(`  ${line.slice(0, 200)}`);
  }
}

/** Returns `503`, or `timeout: no answer`; empty if unknown. */
export function outcomeText(status: number | null, error: { code: string; message: string } | null): string {
  if (status !== null) return String(status);
  return error === null ? "" : `${error.code}: ${error.message}`;
}
