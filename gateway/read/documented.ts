import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { type Part, validators } from "../../generated/openapi/validators.js";
import type { Caller } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { OperationId } from "../exchange.ts";
import type { Call } from "../handler.ts";
import { faultError } from "../problem/fault.ts";
import type { Browser } from "../sign-in/require-sign-in.ts";
import { isJsonObject } from "./json-body.ts";
import { refuseLoneSurrogates } from "./well-formed.ts";

/** A parsed request that has not been validated. */
export interface UncheckedCall {
  readonly path: { readonly id: string } | undefined;
  readonly query: unknown;
  readonly body: unknown;
  readonly headers: { readonly ifMatch: string | undefined; readonly idempotencyKey: string | undefined };
  readonly caller: Caller | null;
  readonly keyId: string | null;
  readonly scopes: readonly string[];
  readonly maxBulkItems: number | null;
  readonly browser: Browser | null;
  readonly isHead: boolean;
  readonly requestId: string;
  readonly traceparent: string | undefined;
}

/**
 * Validates a request against its operation in the contract, and narrows its type.
 *
 * @throws ServiceError with the code of the field at fault
 */
export function requireDocumented<Id extends OperationId>(
  id: Id,
  call: UncheckedCall,
): asserts call is UncheckedCall & Call<Id> {
  const { query, body } = validators[id];
  requirePart(query, call.query);
  if (body !== undefined && call.body !== undefined)
    requirePart(body, call.body, id === "bulkCreateSchedules");
  if (body === undefined && isJsonObject(call.body)) requireEmpty(call.body);
}

/** `shallow`: skips nested values, which are validated separately, item by item. */
function requirePart(part: Part, value: unknown, shallow = false): void {
  if (!part.accepts(value)) throw faultError(part, value);
  if (!shallow) refuseLoneSurrogates(value, part.codes);
}

function requireEmpty(body: Record<string, unknown>): void {
  const [name] = Object.keys(body);
  if (name === undefined) return;
  throw new ServiceError<ErrorCode>("unknown_field", "This operation takes no body.", name);
}
