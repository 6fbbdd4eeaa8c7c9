import type { Operations, operations } from "../generated/openapi/operations.gen.ts";
import type { Error as ErrorBody } from "../generated/openapi/types.gen.ts";
import type { Caller } from "../generated/rpc/landfall/accounts/v1/caller.ts";
import type { Services } from "./clients/services.ts";
import type { OperationId } from "./exchange.ts";
import type { Browser } from "./sign-in/require-sign-in.ts";

type Data<Id extends OperationId> = Operations[Id]["data"];

/** A request as its handler gets it: validated against the contract and typed by it. */
export interface Call<Id extends OperationId> {
  readonly path: Data<Id>["path"];
  readonly query: NonNullable<Data<Id>["query"]>;
  readonly body: Data<Id>["body"];
  readonly headers: { readonly ifMatch: string | undefined; readonly idempotencyKey: string | undefined };
  /** Null for public operations. */
  readonly caller: (typeof operations)[Id]["scope"] extends null ? null : Caller;
  /** Id of the caller's key; null for public operations. */
  readonly keyId: string | null;
  /** Scopes of the caller's key. */
  readonly scopes: readonly string[];
  /** Items that one bulk create may have by the plan of the caller's account; null: as many as the contract allows. */
  readonly maxBulkItems: number | null;
  /** Null where nobody signs in. */
  readonly browser: Browser | null;
  /** True: only the headers of the answer are wanted. */
  readonly isHead: boolean;
  readonly requestId: string;
  /** Trace context to keep with what is created; undefined: none. */
  readonly traceparent: string | undefined;
}

/** The redirect that an operation documents, which has no body. */
type Redirects<Id extends OperationId> = (typeof operations)[Id]["success"] extends { readonly 302: string }
  ? { 302: undefined }
  : unknown;

/** Documented answers of an operation by status; errors are thrown, so they are not included. */
type Answers<Id extends OperationId> = Operations[Id]["responses"] &
  Redirects<Id> & {
    [Status in keyof Operations[Id]["errors"] as Operations[Id]["errors"][Status] extends ErrorBody
      ? never
      : Status]: Operations[Id]["errors"][Status];
  };

/** One documented answer: status, body, and headers beyond the usual ones. */
export type Reply<Id extends OperationId> = {
  [Status in keyof Answers<Id>]: {
    readonly status: Status;
    readonly body: Answers<Id>[Status];
    readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  };
}[keyof Answers<Id>];

/** Handles one operation. An undocumented status or a wrong body does not compile. */
export type Handler<Id extends OperationId> = (call: Call<Id>, services: Services) => Promise<Reply<Id>>;

/** A handler for every operation of the contract; a missing one does not compile. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
