import type { Attempt, Delivery, DeliveryReason } from "../../sdk.ts";
import { spanText } from "../../ui/value/instant-text.ts";
import { reasonText, type Tone } from "../../ui/value/state.tsx";

/** One sentence on a delivery, and what to do about it. */
export interface VerdictText {
  readonly tone: Tone;
  readonly text: string;
  /** Null: nothing is to be done. */
  readonly next: string | null;
}

/** All that a delivery is judged from. */
export interface DeliveryFacts {
  /** Milliseconds since 1970, by the server's clock. */
  readonly now: number;
  readonly delivery: Delivery;
  /** Newest first. */
  readonly attempts: readonly Attempt[];
}

/** A delivery is late from here on. */
export const lateFromMs = 1_000;

/** Judges a delivery. */
export function verdictOf({ now, delivery, attempts }: DeliveryFacts): VerdictText {
  const host = hostOf(delivery.endpoint);
  const dueMs = Date.parse(delivery.scheduled_for);
  switch (delivery.state) {
    case "succeeded":
      return succeeded(delivery, attempts, host);
    case "dead_lettered":
      return dead(delivery, host);
    case "expired":
      return {
        tone: "warn",
        text: `Expired before it arrived: its time to live ended after ${tries(delivery.attempt_count)}.`,
        next: "If it is still wanted, replay it; give the schedule a longer ttl, or none.",
      };
    case "canceled":
      return { tone: "calm", text: `Canceled${because(delivery.reason)}; nothing more is sent.`, next: null };
    case "skipped":
      return {
        tone: "calm",
        text: `Skipped${because(delivery.reason)}; it was not sent.`,
        next: "If it is still wanted, replay it.",
      };
    case "dispatching":
      return {
        tone: "busy",
        text: `Attempt ${delivery.attempt_count} is on the wire to ${host}.`,
        next: null,
      };
    case "retrying":
      if (delivery.reason !== null) return held(delivery.reason);
      return {
        tone: "warn",
        text: `${failedText(delivery, host)}; attempt ${delivery.attempt_count + 1} comes ${inText(delivery.next_attempt_at, now)}.`,
        next: `Meanwhile ${mendText(delivery)}.`,
      };
    case "scheduled":
      if (delivery.reason !== null) return held(delivery.reason);
      if (now - dueMs < lateFromMs) {
        return {
          tone: "info",
          text: `Not due yet: it goes to ${host} ${inText(delivery.scheduled_for, now)}.`,
          next: null,
        };
      }
      return {
        tone: "bad",
        text: `Overdue by ${spanText(now - dueMs)}: nothing has sent it yet.`,
        next: "See on the page System that the dispatcher answers, and how much is overdue.",
      };
  }
}

/** Host of a destination; the whole text if it is no URL. */
export function hostOf(endpoint: string): string {
  return URL.canParse(endpoint) ? new URL(endpoint).host : endpoint;
}

/** Names what failed, such as "500" or "connect". */
export function errorText({
  last_error,
  last_status_code,
}: Pick<Delivery, "last_error" | "last_status_code">): string {
  if (last_error === null) return "no error is known";
  return last_error.code === "http_status" ? `HTTP ${last_status_code}` : last_error.code;
}

/** Says what to mend for an error, as a clause: "see that the receiver runs". */
export function mendText({
  last_error,
  last_status_code,
}: Pick<Delivery, "last_error" | "last_status_code">): string {
  switch (last_error?.code) {
    case "dns":
      return "see that the name of the destination exists";
    case "connect":
      return "see that the receiver runs and takes connections";
    case "tls":
      return "see that the receiver’s certificate is valid";
    case "timeout":
      return "have the receiver answer sooner, or give it a longer timeout";
    case "blocked":
      return "use a public address, or let this one through by EGRESS_ALLOW";
    case "too_large":
      return "have the receiver answer less";
    default:
      break;
  }
  if (last_status_code === 401 || last_status_code === 403)
    return "see that the receiver accepts the signature and headers";
  if (last_status_code === 404 || last_status_code === 410) return "correct the URL of the destination";
  if (last_status_code === 429) return "send less at once: limit the rate of the endpoint profile";
  return "mend the receiver; its answer is below";
}

function succeeded(delivery: Delivery, attempts: readonly Attempt[], host: string): VerdictText {
  const arrived = attempts.find(({ outcome }) => outcome === "succeeded");
  const lateMs = arrived?.offset_ms ?? delivery.offset_ms ?? 0;
  const when = lateMs < lateFromMs ? `${Math.max(0, lateMs)} ms after its time` : `${spanText(lateMs)} late`;
  const status = delivery.last_status_code ?? arrived?.status_code ?? "a success";
  const count = delivery.attempt_count;
  const many = count > 1 ? ` at attempt ${count}` : "";
  return {
    tone: lateMs < lateFromMs ? "good" : "warn",
    text: `Delivered ${when}${many}: ${status} from ${host}.`,
    next: null,
  };
}

function dead(delivery: Delivery, host: string): VerdictText {
  const next =
    delivery.replayed_at === null
      ? `First ${mendText(delivery)}; then replay it.`
      : "It was sent again already; see what became of its replays.";
  return {
    tone: "bad",
    text: `Dead-lettered after ${tries(delivery.attempt_count)}${span(delivery)}: ${errorText(delivery)} from ${host}.`,
    next,
  };
}

/** " in 3 h", from the first attempt to the end; nothing for a short time. */
function span({ first_attempt_at, completed_at, attempt_count }: Delivery): string {
  if (first_attempt_at === null || completed_at === null || attempt_count < 2) return "";
  return ` in ${spanText(Date.parse(completed_at) - Date.parse(first_attempt_at))}`;
}

function tries(count: number): string {
  return count === 1 ? "1 attempt" : `${count} attempts`;
}

function failedText(delivery: Delivery, host: string): string {
  return `Attempt ${delivery.attempt_count} failed with ${errorText(delivery)} from ${host}`;
}

function because(reason: DeliveryReason | null): string {
  return reason === null ? "" : ` (${lowerFirst(reasonText[reason])})`;
}

function inText(at: string | null, now: number): string {
  if (at === null) return "later";
  const ms = Date.parse(at) - now;
  return ms <= 0 ? "now" : `in ${spanText(ms)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function held(reason: DeliveryReason): VerdictText {
  return { tone: "warn", text: `Held back: ${lowerFirst(reasonText[reason])}.`, next: heldNext[reason] };
}

const heldNext: Readonly<Record<DeliveryReason, string | null>> = {
  misfire: null,
  canceled: null,
  rescheduled: null,
  overlap: "Wait: it goes out when the earlier occurrence of its schedule has ended.",
  paused: "Resume the schedule when it may go on.",
  no_credit: "Give the project credit.",
  breaker_open:
    "Mend the receiver; the breaker lets single attempts through, and closes by itself when they succeed.",
  rate_limited: "Wait, or raise the rate of the endpoint profile.",
  concurrency: "Wait, or let the endpoint profile have more at once.",
  endpoint_disabled: "Enable the endpoint profile when it may go on.",
  secret_unreadable: "SEALING_KEYS of the service must hold the key that sealed the secret.",
};
