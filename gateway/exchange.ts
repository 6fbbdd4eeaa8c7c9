import type { IncomingMessage } from "node:http";
import type Koa from "koa";
import type { operations } from "../generated/openapi/operations.gen.ts";
import type { Caller } from "../generated/rpc/landfall/accounts/v1/caller.ts";
import type { Browser } from "./sign-in/require-sign-in.ts";

/** An operation of the contract. */
export type OperationId = keyof typeof operations;

/** State of a request, filled by the middleware one after the other. */
export interface Exchange {
  requestId: string;
  /** Trace context to pass on with what the request creates, as a `traceparent`; undefined: none. */
  traceparent: string | undefined;
  /** Null until the route is known. */
  operation: OperationId | null;
  /** The `{id}` of the path. */
  pathId: string | undefined;
  /** Owner of the key; null for public operations. */
  caller: Caller | null;
  keyId: string | null;
  scopes: readonly string[];
  /** Items that one bulk create may have by the plan of the caller's account; null: as many as the contract allows. */
  maxBulkItems: number | null;
  /** Where people sign in: the browser behind the request. */
  browser: Browser | null;
  query: unknown;
  body: unknown;
}

/** A middleware of the gateway. */
export type Middleware = Koa.Middleware<Exchange>;

/** Context of a middleware. */
export type GatewayContext = Koa.ParameterizedContext<Exchange>;

/** State of a request before any middleware has run. */
export function newExchange(requestId: string, traceparent: string | undefined): Exchange {
  return {
    requestId,
    traceparent,
    operation: null,
    pathId: undefined,
    caller: null,
    keyId: null,
    scopes: [],
    maxBulkItems: null,
    browser: null,
    query: {},
    body: undefined,
  };
}

/** Value of a header that may occur only once; Node joins repeated ones as HTTP defines. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}
