import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { whenStill } from "./when-still.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * Lists what axe finds on a page as it is now, one line an element. It is injected by the debugger, since the pages'
 * policy refuses scripts of others.
 */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  await whenStill(page);
  return page.evaluate(`axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
    violations.flatMap(({ id, impact, nodes }) =>
      nodes.map(({ target, any, all, none }) => {
        const [check] = [...any, ...all, ...none];
        return [impact, id, target.join(" "), check?.message ?? ""].join(" | ");
      })))`);
}

/** By how much a page is wider than its window, in pixels. */
export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate("Math.max(0, document.documentElement.scrollWidth - innerWidth)");
}
