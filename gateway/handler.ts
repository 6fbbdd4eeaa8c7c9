import type { Operations, operations } from "../generated/openapi/operations.gen.ts";
import type { Error as ErrorBody } from "../generated/openapi/types.gen.ts";
import type { Caller } from "../generated/rpc/landfall/accounts/v1/caller.ts";
import type { Services } from "./clients/services.ts";
import type { OperationId } from "./exchange.ts";

type Data<Id extends OperationId> = Operations[Id]["data"];

/** A request as its operation's handler gets it: checked against the contract, and typed by it. */
export interface Call<Id extends OperationId> {
  readonly path: Data<Id>["path"];
  readonly query: NonNullable<Data<Id>["query"]>;
  readonly body: Data<Id>["body"];
  readonly headers: { readonly ifMatch: string | undefined; readonly idempotencyKey: string | undefined };
  /** Null for what anybody may ask. */
  readonly caller: (typeof operations)[Id]["scope"] extends null ? null : Caller;
  /** Of the caller's key; null for what anybody may ask. */
  readonly keyId: string | null;
  /** What the caller's key may do. */
  readonly scopes: readonly string[];
  readonly requestId: string;
}

/** The documented answers of an operation by status; errors are thrown, so they are not among them. */
type Answers<Id extends OperationId> = Operations[Id]["responses"] & {
  [Status in keyof Operations[Id]["errors"] as Operations[Id]["errors"][Status] extends ErrorBody
    ? never
    : Status]: Operations[Id]["errors"][Status];
};

/** One documented answer: its status, its body, and what headers it has beside the usual ones. */
export type Reply<Id extends OperationId> = {
  [Status in keyof Answers<Id>]: {
    readonly status: Status;
    readonly body: Answers<Id>[Status];
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof Answers<Id>];

/** Answers one operation. An undocumented status, or a body that is not the documented one, does not compile. */
export type Handler<Id extends OperationId> = (call: Call<Id>, services: Services) => Promise<Reply<Id>>;

/** A handler for every operation of the contract; one that is missing does not compile. */
export type Handlers = { readonly [Id in OperationId]: Handler<Id> };
