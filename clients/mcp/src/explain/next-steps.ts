import type { DeliveryReason } from "../../../sdk/src/index.ts";
import { errorOf, type Facts } from "./facts.ts";
import type { Verdict } from "./verdicts.ts";

/** Next steps for a delivery that is held back, by its reason. */
const held: Readonly<Record<DeliveryReason, string>> = {
  misfire: "Nothing: it is not made up for.",
  overlap: "Wait: it goes out when the earlier one has ended. See get_schedule for that one.",
  paused: "Call resume_schedule when it may go on.",
  no_credit: "Tell the person that the project needs credit.",
  canceled: "Nothing: it ends with the attempt that is on the wire.",
  rescheduled: "Nothing: its schedule has another timing now.",
  breaker_open:
    "Mend the receiver; the breaker lets single requests through and closes by itself when they succeed.",
  rate_limited: "Wait, or raise `max_per_second` of the endpoint profile.",
  concurrency: "Wait, or raise `max_concurrency` of the endpoint profile.",
  endpoint_disabled: "Enable the endpoint profile (POST /v1/endpoints/{id}/enable) when it may go on.",
  secret_unreadable: "Tell whoever runs Landfall: SEALING_KEYS must hold the key that sealed the secret.",
};

/** Next steps for the error of the last attempt. */
function mend(error: string): string {
  if (error === "dns") return "see that the destination's name exists";
  if (error === "connect") return "see that the receiver runs and takes connections";
  if (error === "tls") return "see that the receiver's certificate is valid";
  if (error === "timeout") return "have the receiver answer sooner, or give the schedule a longer timeout";
  if (error === "blocked") return "use a public address; EGRESS_ALLOW of the service lets others through";
  if (error === "http_status 401" || error === "http_status 403")
    return "see that the receiver takes the signature or the headers sent";
  if (error === "http_status 404" || error === "http_status 410") return "correct the destination's URL";
  return "mend the receiver";
}

/** Says what to do next. */
export function nextStep(found: Verdict, { delivery, attempts }: Facts): string {
  const failure = attempts.find(({ outcome }) => outcome !== "succeeded");
  const mending = failure === undefined ? "mend the receiver" : mend(errorOf(failure));
  switch (found) {
    case "held":
      return delivery.reason === null ? "Wait." : held[delivery.reason];
    case "dead":
      return `First ${mending}; then call replay_delivery with \`ids\`: ["${delivery.id}"], at first as a dry run.`;
    case "late":
      return failure === undefined
        ? "Nothing: it arrived."
        : `Nothing: it arrived. To have the next ones on time, ${mending}.`;
    case "retrying":
      return `It is tried again at ${delivery.next_attempt_at}. Meanwhile ${mending}.`;
    case "overdue":
      return "See that Landfall's dispatcher runs (/readyz), and call again in some seconds.";
    case "in_flight":
      return "Call again in a few seconds, when the attempt is settled.";
    case "expired":
      return "If it is still wanted, make it anew with schedule_delivery, with a longer `ttl` or none.";
    case "skipped":
    case "canceled":
      return "If it is still wanted, make it anew with schedule_delivery.";
    case "not_due":
    case "on_time":
      return "Nothing.";
  }
}
