import { describe, expect, it } from "vitest";
import { sourceFiles } from "./source-files.ts";

const sources = sourceFiles().filter(
  ({ path }) => path.startsWith("dashboard/") && !path.endsWith(".test.ts"),
);
const door = "dashboard/src/sdk.ts";

describe("the console", () => {
  it("knows Landfall by the SDK alone, through one door", () => {
    const outside = sources.flatMap(({ path, imports }) =>
      imports
        .filter((each) => /^(clients|gateway|services|generated|scripts|test|openapi|proto)\//.test(each))
        .map((each) => `${path} → ${each}`),
    );
    expect(sources.length).toBeGreaterThan(50);
    expect(outside).toEqual([`${door} → clients/sdk/src/index.ts`, `${door} → clients/sdk/src/when/when.ts`]);
  });

  it("has parts that know nothing of a page, and pages that a table names", () => {
    const strays = sources.filter(
      ({ path, imports }) =>
        !path.startsWith("dashboard/src/pages/") &&
        path !== "dashboard/src/frame/routes.tsx" &&
        imports.some((each) => each.startsWith("dashboard/src/pages/")),
    );
    expect(strays.map(({ path }) => path)).toEqual([]);
  });
});
