import { z } from "zod";
import type { WhenReading } from "../../../sdk/src/when/when.ts";
import { method, scheduleState } from "../closed-sets.ts";
import { ToolFault } from "../fault.ts";
import {
  acceptAssumptions,
  assumptions,
  listAssumptions,
  localOf,
  readAcceptedTiming,
  timezone,
  when,
} from "../timing.ts";
import { type Call, defineTool } from "../tool.ts";

/** `schedule_delivery` */
export const scheduleDelivery = defineTool({
  name: "schedule_delivery",
  title: "Schedule a delivery",
  description:
    "Schedules an HTTP request, once or again and again; it is retried until the receiver takes it. One destination: " +
    "`endpoint` or `endpoint_id`. What `when` leaves open has to be accepted (preview_schedule shows it).",
  scope: "write",
  kind: { reaches: true },
  input: z.strictObject({
    when,
    timezone,
    endpoint: z.string().optional().describe("https URL that receives the request."),
    endpoint_id: z
      .string()
      .optional()
      .describe("Endpoint profile in place of `endpoint`; see list_endpoints."),
    method: method.optional().describe("Default: POST."),
    headers: z.record(z.string(), z.string()).optional().describe("Headers of the request, 64 at most."),
    body: z
      .unknown()
      .optional()
      .describe("Any JSON value, sent as JSON; a string is sent as it is. 256 KB at most."),
    name: z.string().optional().describe("Name to find it by."),
    ttl: z
      .string()
      .optional()
      .describe(
        "How long after its time it may still be delivered, as a Go duration such as `1h`; then it expires.",
      ),
    max_runs: z.number().int().min(1).optional().describe("Runs after which a recurring schedule ends."),
    idempotency_key: z
      .string()
      .optional()
      .describe(
        "The same key with the same arguments answers what was made first. Without one each call makes another.",
      ),
    accept_assumptions: acceptAssumptions,
  }),
  output: z.looseObject({
    id: z.string(),
    state: scheduleState,
    next_fire_at: z.string().nullable(),
    local: z.string().nullable(),
    description: z.string(),
    assumptions,
  }),
  async run(args, call) {
    requireOneDestination(args.endpoint, args.endpoint_id);
    const reading = readAcceptedTiming(args, call.now());
    const { when: _when, timezone: _zone, accept_assumptions: _accepted, ...fields } = args;
    const made = await call.landfall.schedules.create({ ...fields, ...reading.timing }, call.options);
    const local = localOf(made.next_fire_at, reading, args);
    const description = await describe(reading, call);
    const first = local === null ? "It fires no more." : `It fires at ${local} (${made.next_fire_at}).`;
    return {
      said: `Scheduled as ${made.id}: ${description}. ${first}`,
      output: {
        ...{ id: made.id, state: made.state, next_fire_at: made.next_fire_at, local, description },
        assumptions: listAssumptions(reading.assumptions),
      },
    };
  },
});

function requireOneDestination(endpoint: string | undefined, profile: string | undefined): void {
  if ((endpoint === undefined) !== (profile === undefined)) return;
  throw new ToolFault({
    code: "invalid_endpoint",
    what: `There must be exactly one destination; ${endpoint === undefined ? "there is none" : "there are two"}.`,
    field: "endpoint",
    nextStep: "Give either `endpoint`, an https URL, or `endpoint_id` of list_endpoints, and call again.",
  });
}

/** Describes a cron in words if the key may read; a failure does not undo the schedule. */
async function describe({ timing, description }: WhenReading, call: Call): Promise<string> {
  if (!("cron" in timing) || !call.scopes.includes("read")) return description;
  try {
    return (await call.landfall.schedules.preview({ ...timing, count: 1 }, call.options)).description;
  } catch {
    return description;
  }
}
