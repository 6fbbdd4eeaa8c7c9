import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { whenStill } from "../when-still.ts";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Faults that axe finds in the page as it is now, as "rule: element". It is evaluated through the debugger, since the
 * page's policy forbids script tags that are not its own.
 *
 * @param open with a popup the rule that everything is in a landmark does not hold: menus lie beside the page
 */
export async function axeFaults(page: Page, open: "page" | "popup" = "page"): Promise<string[]> {
  await page.evaluate(source);
  await whenStill(page);
  const faults: unknown =
    await page.evaluate(`axe.run(document, { resultTypes: ["violations"], rules: { region: { enabled: ${open === "page"} } } }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ": " + target.join(" ") + " — " + failureSummary)))`);
  return Array.isArray(faults) ? faults.map(String) : ["axe did not answer"];
}
