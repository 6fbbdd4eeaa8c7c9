import { describe, expect, it } from "vitest";
import { nearestPages } from "./nearest-pages.ts";

const known = [
  "quickstart",
  "guides/retries",
  "guides/flow-control",
  "errors/invalid_cron",
  "errors/invalid_dst",
];

describe("the nearest pages", () => {
  for (const [wanted, first] of [
    ["quick-start", "quickstart"],
    ["retries.html", "guides/retries"],
    ["guide/flow-controll", "guides/flow-control"],
    ["errors/invalid-cron", "errors/invalid_cron"],
    ["zzz", undefined],
    ["", undefined],
    ["a".repeat(100_000), undefined],
  ] as const) {
    it(`to ${wanted.slice(0, 30)} begin with ${first ?? "none"}`, () =>
      expect(nearestPages(wanted, known)[0]).toBe(first));
  }
});
