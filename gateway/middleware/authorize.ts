import type { ErrorCode } from "../../generated/openapi/errors.ts";
import { operations } from "../../generated/openapi/operations.gen.ts";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { Middleware } from "../exchange.ts";

/** Refuses a request whose key lacks the operation's scope. */
export const authorize: Middleware = async ({ state }, next) => {
  const scope = state.operation === null ? null : operations[state.operation].scope;
  if (scope !== null && scope !== "any" && !state.scopes.includes(scope)) {
    const message = `This operation needs a key with the scope \`${scope}\`.`;
    throw new ServiceError<ErrorCode>("insufficient_scope", message);
  }
  await next();
};
