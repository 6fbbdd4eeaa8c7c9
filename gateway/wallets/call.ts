import type { Caller } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { Operations, operations } from "../../generated/stableschedule/operations.gen.ts";
import type { Services } from "../clients/services.ts";

/** An operation of StableSchedule's contract. */
export type OperationId = keyof typeof operations;

/** The operations that a wallet signs in for; the others are paid. */
export type SignedInOperation = {
  [Id in OperationId]: (typeof operations)[Id]["scope"] extends "siwx" ? Id : never;
}[OperationId];

/** A request as its handler gets it: validated against the contract, of a wallet that has signed in. */
export interface SignedInCall<Id extends SignedInOperation> {
  readonly query: NonNullable<Operations[Id]["data"]["query"]>;
  readonly body: Operations[Id]["data"]["body"];
  /** Null: the wallet has never paid, and has no schedules. */
  readonly caller: Caller | null;
  readonly requestId: string;
}

/** Handles one operation; returns the body of its success. A wrong body does not compile. */
export type SignedInHandler<Id extends SignedInOperation> = (
  call: SignedInCall<Id>,
  services: Services,
) => Promise<Operations[Id]["responses"][200]>;

/** A handler for every operation that a wallet signs in for; a missing one does not compile. */
export type SignedInHandlers = { readonly [Id in SignedInOperation]: SignedInHandler<Id> };
