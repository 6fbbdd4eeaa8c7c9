import type { LandfallError } from "../../sdk/src/index.ts";

/** Advice by code, where it is better than the one by kind. */
const byCode: Readonly<Record<string, string>> = {
  schedule_not_found:
    "Find the id with list_schedules. A test key sees no live objects, and a live key no test ones.",
  delivery_not_found:
    "Find the id with list_dead_letters, or with get_schedule, which names the last delivery.",
  endpoint_not_found: "Find the id with list_endpoints.",
  endpoint_blocked: "Use a public https URL. Whoever runs Landfall can let others through with EGRESS_ALLOW.",
  invalid_endpoint:
    "Give either `endpoint`, an https URL, or `endpoint_id` of list_endpoints, and call again.",
  version_mismatch: "Read it again with get_schedule, and pass its `version` as `if_version`.",
  schedule_not_editable: "It has ended. Make a new one with schedule_delivery.",
  delivery_in_flight: "An attempt is on the wire. Call again in a few seconds.",
  delivery_not_settled: "It has not ended. See explain_delivery.",
  not_a_dead_letter: "Only dead letters can be replayed; list_dead_letters lists them.",
  idempotency_key_reused:
    "The key stands for another request. Use a new one, or leave `idempotency_key` out.",
  invalid_cursor: "Start again without `cursor`; a cursor goes with the same filters alone.",
  fire_at_in_past: "Give a moment in the future.",
  cron_never_fires: "Give an expression that some date matches; preview_schedule shows the next runs.",
  insufficient_scope:
    "This key may not do that. Ask the person for a key with the scope that the message names.",
};

/** By the kind of error. */
const byName: Readonly<Record<string, string>> = {
  InvalidRequestError: "Correct the field and call again.",
  AuthenticationError: "Ask the person for an API key that is valid (SCHED_API_KEY).",
  PermissionError: "Ask the person for a key that may do this.",
  PaymentRequiredError: "Tell the person that the project has no credit.",
  NotFoundError: "Check the id, and that the key is of the right mode, test or live.",
  ConflictError: "Read the object again; its state is not the expected one.",
  RateLimitError: "Call again in a second.",
  ApiError:
    "Call again in a few seconds. What was to be made may be there already: list before you make it again.",
  ConnectionError:
    "Landfall could not be reached. See that it runs, then call again; list before you make something again.",
};

/** Returns the next step after an error of the API. */
export function nextStepOf({ code, name, retryAfterMs }: LandfallError): string {
  if (retryAfterMs !== null) return `Wait for ${Math.ceil(retryAfterMs / 1_000)} s, then call again.`;
  return byCode[code] ?? byName[name] ?? "Correct the arguments and call again.";
}
