/** Numbers of tests of one step that passed, failed or were skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Counts what vitest's JSON report tells. A file that could not be loaded is one failed test, and so is a
 * run that ended badly without a failed test to show for it, or in which nothing ran at all: no way of
 * breaking may look like success.
 *
 * @param report the text of the report; null when vitest wrote none
 * @param status vitest's exit code; null when it was killed
 */
export function countTests(report: string | null, status: number | null): Counts {
  const parsed = report === null ? null : parse(report);
  if (parsed === null) return { passed: 0, failed: 1, skipped: 0 };
  const failed = parsed.failed + parsed.brokenFiles;
  const brokeUnseen = failed === 0 && (status !== 0 || parsed.passed === 0);
  return { passed: parsed.passed, failed: brokeUnseen ? 1 : failed, skipped: parsed.skipped };
}

function parse(
  text: string,
): { passed: number; failed: number; skipped: number; brokenFiles: number } | null {
  try {
    const report: unknown = JSON.parse(text);
    const files = member(report, "testResults");
    if (!Array.isArray(files)) return null;
    const broken = files.filter((file: unknown) => {
      const tests = member(file, "assertionResults");
      return member(file, "status") === "failed" && !(Array.isArray(tests) && tests.some(isFailed));
    });
    return {
      passed: numberOf(report, "numPassedTests"),
      failed: numberOf(report, "numFailedTests"),
      skipped: numberOf(report, "numPendingTests") + numberOf(report, "numTodoTests"),
      brokenFiles: broken.length,
    };
  } catch {
    return null;
  }
}

function isFailed(test: unknown): boolean {
  return member(test, "status") === "failed";
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

function numberOf(value: unknown, name: string): number {
  const found = member(value, name);
  return typeof found === "number" ? found : 0;
}
