import type { ScheduleFields } from "../../../generated/rpc/landfall/scheduler/v1/schedule.ts";
import { type Destinations, judgeDestination } from "../../rules/judge-destination.ts";
import { judgeHeaders } from "../../rules/judge-headers.ts";
import { type FullRetryPolicy, judgeRetryPolicy } from "../../rules/judge-retry-policy.ts";
import { judgeTimeout } from "../../rules/judge-timeout.ts";
import { idOf } from "../../rules/object-ids.ts";
import { ServiceError } from "../../runtime/errors.ts";
import type { StoredRetryPolicy } from "../../store/for-scheduler.ts";

/** A request as it will be sent, without what the dispatcher adds. */
export interface JudgedRequest {
  /** As the caller wrote it; null: `endpointId` names the destination. */
  readonly endpoint: string | null;
  /** A profile; it is not known yet to exist. */
  readonly endpointId: Buffer | null;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Null: no body. */
  readonly body: Buffer | null;
  readonly bodyIsJson: boolean;
  /** As the caller wrote it; null: the profile's, or the default. */
  readonly timeout: string | null;
  readonly timeoutMs: number;
  readonly retryPolicy: StoredRetryPolicy<FullRetryPolicy>;
  /** True if receivers get the trace context of the create. */
  readonly forwardTrace: boolean;
}

const methods: readonly string[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const mostBodyBytes = 262_144;
const defaultTimeoutMs = 30_000;

/**
 * Checks what is to be sent and where, by the rules of the public contract. Does not check that the profile
 * exists; the transaction that writes the request does.
 *
 * @throws ServiceError with the field's code
 */
export async function judgeRequest(
  fields: ScheduleFields,
  destinations: Destinations,
): Promise<JudgedRequest> {
  return { ...(await judgeEndpoint(fields, destinations)), ...judgeContent(fields) };
}

/**
 * Checks what is to be sent, without its destination.
 *
 * @throws ServiceError with the field's code
 */
export function judgeContent(fields: ScheduleFields): Omit<JudgedRequest, "endpoint" | "endpointId"> {
  const method = fields.method ?? "POST";
  if (!methods.includes(method)) {
    throw new ServiceError("invalid_method", "method must be GET, POST, PUT, PATCH or DELETE.", "method");
  }
  const body = fields.body ?? null;
  if (body !== null && body.length > mostBodyBytes) {
    throw new ServiceError(
      "payload_too_large",
      `body must be at most ${mostBodyBytes} bytes as sent; this is ${body.length}.`,
      "body",
    );
  }
  const { timeout, timeoutMs } = judgeTimeout(fields.timeout);
  return {
    method,
    headers: judgeHeaders(fields.headers),
    body,
    bodyIsJson: fields.bodyIsJson,
    timeout,
    timeoutMs: timeoutMs ?? defaultTimeoutMs,
    retryPolicy: judgeRetryPolicy(fields.retryPolicy),
    forwardTrace: fields.forwardTrace ?? false,
  };
}

async function judgeEndpoint(
  fields: ScheduleFields,
  destinations: Destinations,
): Promise<Pick<JudgedRequest, "endpoint" | "endpointId">> {
  const { endpoint } = fields;
  if (endpoint !== undefined && fields.endpointId !== undefined) {
    throw new ServiceError("invalid_endpoint", "Give endpoint or endpoint_id, not both.", "endpoint_id");
  }
  if (fields.endpointId !== undefined)
    return { endpoint: null, endpointId: idOf("endpoint", fields.endpointId, "endpoint_id") };
  if (endpoint === undefined) {
    throw new ServiceError(
      "invalid_endpoint",
      "Give endpoint, an absolute https URL, or endpoint_id.",
      "endpoint",
    );
  }
  await judgeDestination(endpoint, "endpoint", destinations);
  return { endpoint, endpointId: null };
}
