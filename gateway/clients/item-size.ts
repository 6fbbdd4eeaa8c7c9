import type { CreateScheduleItem } from "../../generated/rpc/landfall/scheduler/v1/scheduler.ts";

/** Approximate size of the fixed-size fields and all tags. */
const overheadBytes = 512;

/**
 * Approximate size of an item on the wire: its body in bytes, its texts in characters. Encoding it to
 * measure it would cost as much as sending it.
 */
export function approximateBytes({ fields }: Pick<CreateScheduleItem, "fields">): number {
  if (fields === undefined) return overheadBytes;
  let bytes = overheadBytes + (fields.body?.length ?? 0);
  for (const value of Object.values(fields)) if (typeof value === "string") bytes += value.length;
  for (const { name, value } of fields.headers) bytes += name.length + value.length + 8;
  for (const [key, value] of Object.entries(fields.metadata)) bytes += key.length + value.length + 8;
  for (const delay of fields.retryPolicy?.delays ?? []) bytes += delay.length + 4;
  bytes += (fields.retryPolicy?.rules.length ?? 0) * 64;
  return bytes;
}
