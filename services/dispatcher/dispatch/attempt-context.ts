import type { TraceContext } from "../../runtime/telemetry/trace-context.ts";
import type { Tracer } from "../../runtime/telemetry/tracer.ts";

/**
 * Places an attempt in its delivery's trace. The trace's id is the delivery's, so every process decides alike
 * to keep it, for every attempt. A span's id follows from the delivery and the attempt's number, so that
 * retries find the first attempt as their parent wherever that was made.
 *
 * @param attempt counts from 1
 */
export function attemptContext(tracer: Tracer, deliveryId: Buffer, attempt: number): TraceContext {
  const traceId = deliveryId.toString("hex");
  return { traceId, spanId: attemptSpanId(deliveryId, attempt), sampled: tracer.keeps(traceId) };
}

/** Returns the id of an attempt's span: the random part of the delivery's id, with the number mixed in. */
export function attemptSpanId(deliveryId: Buffer, attempt: number): string {
  const id = Buffer.from(deliveryId.subarray(8, 16));
  id.writeUInt32BE((id.readUInt32BE(4) ^ attempt) >>> 0, 4);
  // All zeros is no id.
  if (id.every((byte) => byte === 0)) id.writeUInt8(1, 0);
  return id.toString("hex");
}
