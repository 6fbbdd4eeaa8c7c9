import type { IncomingMessage } from "node:http";
import type Koa from "koa";
import type { operations } from "../generated/openapi/operations.gen.ts";
import type { Caller } from "../generated/rpc/landfall/accounts/v1/caller.ts";

/** An operation of the contract. */
export type OperationId = keyof typeof operations;

/** Describes what the middleware find out about a request, one after the other. */
export interface Exchange {
  requestId: string;
  /** Null until the route is known. */
  operation: OperationId | null;
  /** The `{id}` of the path. */
  pathId: string | undefined;
  /** Whose key it is; null for what anybody may ask. */
  caller: Caller | null;
  keyId: string | null;
  scopes: readonly string[];
  query: unknown;
  body: unknown;
}

/** A middleware of the gateway. */
export type Middleware = Koa.Middleware<Exchange>;

/** Describes what a middleware gets. */
export type GatewayContext = Koa.ParameterizedContext<Exchange>;

/** Returns what is known before anything has been looked at. */
export function newExchange(requestId: string): Exchange {
  return {
    requestId,
    operation: null,
    pathId: undefined,
    caller: null,
    keyId: null,
    scopes: [],
    query: {},
    body: undefined,
  };
}

/** One value of a header that may come once only; repeated ones are joined as HTTP says. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}
