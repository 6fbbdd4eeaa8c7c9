import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { operations } from "../../generated/stableschedule/operations.gen.ts";
import { validators } from "../../generated/stableschedule/validators.js";
import { ServiceError } from "../../services/runtime/errors.ts";
import { Portions } from "../../services/runtime/portions.ts";
import type { GatewayContext } from "../exchange.ts";
import { faultError } from "../problem/fault.ts";
import { invalidJson, parseJsonBody } from "../read/json-body.ts";
import { readBytes } from "../read/read-bytes.ts";
import type { SignedInCall, SignedInOperation } from "./call.ts";

/** Far more than any of these operations needs. */
const longestBody = 65_536;

type Parts<Id extends SignedInOperation> = Pick<SignedInCall<Id>, "query" | "body">;

/**
 * Reads and validates a request against StableSchedule's contract, before anybody is asked to sign in.
 *
 * @throws ServiceError with the code of the field at fault
 */
export async function readRequest<Id extends SignedInOperation>(
  ctx: GatewayContext,
  id: Id,
): Promise<Parts<Id>> {
  const parts = { query: queryOf(id, ctx.querystring), body: await bodyOf(ctx, id) };
  requireDocumented(id, parts);
  return parts;
}

function requireDocumented<Id extends SignedInOperation>(
  id: Id,
  parts: { query: unknown; body: unknown },
): asserts parts is Parts<Id> {
  const { query, body } = validators[id];
  if (!query.accepts(parts.query)) throw faultError(query, parts.query);
  if (body !== undefined && !body.accepts(parts.body)) throw faultError(body, parts.body);
}

async function bodyOf(ctx: GatewayContext, id: SignedInOperation): Promise<unknown> {
  if (operations[id].body === "none") return undefined;
  const bytes = await readBytes(ctx.req, longestBody);
  if (bytes.length === 0) throw invalidJson("The request needs a JSON object as its body.");
  return parseJsonBody(bytes, new Portions());
}

function queryOf(id: SignedInOperation, search: string): Record<string, unknown> {
  const kinds: Readonly<Record<string, string>> = operations[id].query;
  const query: Record<string, unknown> = {};
  for (const [name, text] of new URLSearchParams(search)) {
    if (!Object.hasOwn(kinds, name)) continue;
    if (Object.hasOwn(query, name))
      throw new ServiceError<ErrorCode>("invalid_parameter", `\`${name}\` may be given once only.`, name);
    query[name] = kinds[name] === "integer" && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  }
  return query;
}
