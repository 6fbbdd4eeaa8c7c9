import { expect, it } from "vitest";
import { batchSums, meansBetween } from "./batch-figures.ts";

const before = `# TYPE landfall_batch_duration_seconds histogram
landfall_batch_duration_seconds_bucket{le="1",step="claim"} 4
landfall_batch_duration_seconds_sum{step="claim",process="dispatcher"} 40
landfall_batch_duration_seconds_count{step="claim",process="dispatcher"} 10
nodejs_gc_duration_seconds_sum{kind="minor"} 1
`;
const after = before.replace("} 40", "} 70.5").replace("} 10", "} 13");

it("distributions of batches are found by their labels, others are left out", () => {
  expect([...batchSums(before)]).toEqual([
    ["landfall_batch_duration_seconds claim dispatcher", { sum: 40, count: 10 }],
  ]);
});

it("a mean is of what came between two readings", () => {
  expect([...meansBetween(batchSums(before), batchSums(after)).values()]).toEqual([30.5 / 3]);
  expect([...meansBetween(batchSums(before), batchSums(before)).values()]).toEqual([null]);
});
