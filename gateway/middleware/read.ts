import { operations } from "../../generated/openapi/operations.gen.ts";
import { Portions } from "../../services/runtime/portions.ts";
import type { BodyClaim, BodyRoom } from "../body-room.ts";
import type { GatewayContext, Middleware, OperationId } from "../exchange.ts";
import { invalidJson, parseBulkBody, parseJsonBody } from "../read/json-body.ts";
import { readQuery } from "../read/query.ts";
import { readBytes } from "../read/read-bytes.ts";

const mebibyte = 1024 * 1024;

/**
 * Reads the query, and the body of an operation that takes one. Any content type is read as JSON. A large
 * body holds its room until the request is answered.
 */
export function read(room: BodyRoom): Middleware {
  return async (ctx, next) => {
    const { operation, caller } = ctx.state;
    if (operation === null) return next();
    ctx.state.query = readQuery(operation, ctx.querystring);
    if (!takesBody(operation)) return next();
    const claim = room.claim(caller?.projectId ?? "");
    try {
      await readBody(ctx, operation, claim);
      await next();
    } finally {
      claim.release();
    }
  };
}

async function readBody(ctx: GatewayContext, operation: OperationId, claim: BodyClaim): Promise<void> {
  const isBulk = operation === "bulkCreateSchedules";
  const bytes = await readBytes(ctx.req, isBulk ? 8 * mebibyte : mebibyte, claim.grow);
  if (bytes.length > 0)
    ctx.state.body = await (isBulk ? parseBulkBody : parseJsonBody)(bytes, new Portions());
  else if (operations[operation].body === "required")
    throw invalidJson("The request needs a JSON object as its body.");
}

/** A POST without a documented body may still have one, which must be an empty object. */
function takesBody(operation: OperationId): boolean {
  const { method } = operations[operation];
  return method === "POST" || method === "PATCH";
}
