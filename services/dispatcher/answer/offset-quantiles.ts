import type { OffsetQuantiles } from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import { type FigureSums, quantile } from "../../store/for-dispatcher.ts";

/** Computes the quantiles of first attempts' offsets; all are absent if there was no attempt. */
export function offsetQuantiles({ offsets, offsetMin, offsetMax }: FigureSums): OffsetQuantiles {
  if (offsetMin === null || offsetMax === null) return {};
  const at = (q: number) => quantile(offsets, q, offsetMin, offsetMax) ?? undefined;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), min: offsetMin, max: offsetMax };
}
