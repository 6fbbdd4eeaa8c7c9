import { operations } from "../../generated/openapi/operations.gen.ts";
import type { Middleware, OperationId } from "../exchange.ts";
import { invalidJson, parseJsonBody } from "../read/json-body.ts";
import { readQuery } from "../read/query.ts";
import { readBytes } from "../read/read-bytes.ts";

const mebibyte = 1024 * 1024;

/** Reads the query, and the body of an operation that takes one. Any content type counts as JSON. */
export const read: Middleware = async (ctx, next) => {
  const { operation } = ctx.state;
  if (operation !== null) {
    ctx.state.query = readQuery(operation, ctx.querystring);
    if (takesBody(operation)) {
      const bytes = await readBytes(ctx.req, operation === "bulkCreateSchedules" ? 8 * mebibyte : mebibyte);
      if (bytes.length > 0) ctx.state.body = parseJsonBody(bytes);
      else if (operations[operation].body === "required")
        throw invalidJson("The request needs a JSON object as its body.");
    }
  }
  await next();
};

/** A POST without a documented body may still send one, which must then be an empty object. */
function takesBody(operation: OperationId): boolean {
  const { method } = operations[operation];
  return method === "POST" || method === "PATCH";
}
