import type { IncomingHttpHeaders } from "node:http";
import { showInstant } from "../../../sdk/src/when/when.ts";
import type { Session } from "../session.ts";
import { spanText } from "../show/span.ts";
import { visible, visibleLine } from "../show/visible.ts";
import type { Verdict } from "./check-signature.ts";
import type { Repeat } from "./repeats.ts";

/** A request that was received and answered. */
export interface Received {
  readonly receivedAt: number;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly signature: Verdict;
  readonly repeat: Repeat;
  readonly status: number;
  /** Reason that forwarding failed; null if it did not. */
  readonly problem: string | null;
}

const longestShown = 2_000;

const verdicts: Readonly<Record<Verdict, string>> = {
  verified: "signature verified",
  unsigned: "UNSIGNED",
  malformed: "SIGNATURE MALFORMED",
  too_old: "SIGNATURE TOO OLD",
  too_new: "SIGNATURE FROM THE FUTURE",
  no_match: "SIGNATURE DOES NOT MATCH",
  unchecked: "signature not checked",
};

const repeats: Readonly<Record<Received["repeat"], string>> = {
  first: "",
  retry: "seen before: a later attempt or a replay",
  duplicate: "DUPLICATE: the same attempt came before",
};

/** Prints a request: a block for people, a line of JSON for programs. */
export function printReceived(session: Session, received: Received): void {
  const { output, timezone } = session;
  const text = received.body.toString();
  const lateMs = latenessOf(received);
  const named = (name: string) => String(received.headers[name] ?? "") || null;
  if (output.isJson) {
    output.jsonLine({
      received_at: new Date(received.receivedAt).toISOString(),
      method: received.method,
      path: received.path,
      delivery_id: named("sched-delivery-id"),
      schedule_id: named("sched-schedule-id"),
      idempotency_key: named("idempotency-key"),
      attempt: named("sched-attempt") === null ? null : Number(named("sched-attempt")),
      scheduled_for: named("sched-scheduled-for"),
      late_ms: lateMs,
      signature: received.signature,
      duplicate: received.repeat === "duplicate",
      seen_before: received.repeat !== "first",
      status: received.status,
      problem: received.problem,
      headers: received.headers,
      body: text,
    });
    return;
  }
  const { paint } = output;
  const at = showInstant(received.receivedAt, timezone).local;
  const status = received.status < 300 ? paint.green(`${received.status}`) : paint.red(`${received.status}`);
  output.line(
    `${at}  ${paint.bold(visibleLine(`${received.method} ${received.path}`))}  → ${status}${received.problem === null ? "" : `  ${visibleLine(received.problem)}`}`,
  );
  const attempt = named("sched-attempt");
  const marks = [
    named("sched-delivery-id"),
    attempt === null ? null : `attempt ${attempt}`,
    lateMs === null ? null : `${spanText(lateMs)} late`,
    received.signature === "verified"
      ? paint.green(verdicts.verified)
      : paint.red(verdicts[received.signature]),
    repeats[received.repeat] === "" ? null : paint.yellow(repeats[received.repeat]),
  ];
  output.line(`  ${marks.filter((each) => each !== null).join(" · ")}`);
  if (text !== "")
    for (const line of visible(text.slice(0, longestShown)).split("\n")) output.line(`  ${line}`);
  if (text.length > longestShown) output.line(`  … ${text.length - longestShown} more characters`);
}

/** Returns the time from the planned instant to the arrival; null if it is not a delivery. */
function latenessOf({ headers, receivedAt }: Received): number | null {
  const at = Date.parse(String(headers["sched-scheduled-for"] ?? ""));
  return Number.isNaN(at) ? null : receivedAt - at;
}
