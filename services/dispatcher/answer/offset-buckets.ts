import type { OffsetBucket } from "../../../generated/rpc/landfall/dispatcher/v1/figures.ts";
import { type FigureSums, offsetBounds } from "../../store/for-dispatcher.ts";

/** Non-empty buckets, in rising order. */
export function offsetBuckets({ offsets }: FigureSums): OffsetBucket[] {
  return [...offsets]
    .filter(([, count]) => count > 0)
    .toSorted(([one], [other]) => one - other)
    .map(([bucket, count]) => ({ fromMs: offsetBounds[bucket - 1], belowMs: offsetBounds[bucket], count }));
}
