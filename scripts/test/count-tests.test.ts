import { describe, expect, it } from "vitest";
import { countTests } from "./count-tests.ts";

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((each) => ({ status: each })),
});
const report = (passed: number, failed: number, ...files: object[]) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: files,
  });

describe("countTests", () => {
  for (const [promise, text, status, passed, failed] of [
    ["counts what passed", report(2, 0, file("passed", "passed", "passed")), 0, 2, 0],
    ["counts what failed", report(1, 1, file("failed", "passed", "failed")), 1, 1, 1],
    ["counts a file that did not load", report(1, 0, file("passed", "passed"), file("failed")), 1, 1, 1],
    ["counts an unhandled error", report(1, 0, file("passed", "passed")), 1, 1, 1],
    ["counts a killed run", report(1, 0, file("passed", "passed")), null, 1, 1],
    ["counts a run in which nothing ran", report(0, 0), 0, 0, 1],
    ["counts a run without a report", null, 0, 0, 1],
    ["counts half a report", '{"numPassedTests":', 0, 0, 1],
  ] as const) {
    it(promise, () => expect(countTests(text, status)).toEqual({ passed, failed, skipped: 0 }));
  }
});
