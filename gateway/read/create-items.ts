import { createScheduleBody, validators } from "../../generated/openapi/validators.js";
import type { Caller } from "../../generated/rpc/landfall/accounts/v1/caller.ts";
import type { Portions } from "../../services/runtime/portions.ts";
import type { CreateItem } from "../clients/creates.ts";
import { faultError } from "../problem/fault.ts";
import { type Refusal, refusalOfError } from "../translate/refusal.ts";
import { toScheduleFields } from "../translate/schedules/schedule-fields.ts";
import { UnreadItem } from "./json-body.ts";
import { refuseLoneSurrogates } from "./well-formed.ts";

/** Items of a bulk create: valid ones with their indexes, and those already refused. */
export interface CreateItems {
  readonly items: readonly { readonly index: number; readonly item: CreateItem }[];
  readonly refused: readonly Refusal[];
}

/** Parts that the items of one call share. */
export interface CreateCall {
  readonly caller: Caller;
  readonly traceparent: string | undefined;
}

/**
 * Validates each item like a single create; an invalid one does not affect the others.
 *
 * @param callKey idempotency key of the whole call; items must not have one as well
 */
export async function readCreateItems(
  values: readonly unknown[],
  call: CreateCall,
  callKey: string | undefined,
  portions: Portions,
): Promise<CreateItems> {
  const items: { index: number; item: CreateItem }[] = [];
  const refused: Refusal[] = [];
  const keys = new Set<string>(callKey === undefined ? [] : [callKey]);
  for (const [index, value] of values.entries()) {
    try {
      const item = readItem(value, call);
      const { idempotencyKey } = item;
      if (idempotencyKey === undefined || !keys.has(idempotencyKey)) items.push({ index, item });
      else refused.push(twice(index));
      if (idempotencyKey !== undefined) keys.add(idempotencyKey);
    } catch (error) {
      refused.push(refusalOfError(index, error));
    }
    await portions.breathe();
  }
  return { items, refused };
}

function readItem(value: unknown, { caller, traceparent }: CreateCall): CreateItem {
  if (value instanceof UnreadItem) throw value.refusal;
  if (!createScheduleBody(value)) throw faultError(validators.createSchedule.body, value);
  refuseLoneSurrogates(value, validators.createSchedule.body.codes);
  const idempotencyKey = value.idempotency_key ?? undefined;
  return { caller, fields: toScheduleFields(value), idempotencyKey, traceparent };
}

function twice(index: number): Refusal {
  const message = "Another item of this call, or the call itself, has the same `idempotency_key`.";
  return { index, code: "conflict", message, param: "idempotency_key" };
}
