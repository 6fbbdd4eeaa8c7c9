import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../contract/gateway/fixtures/constellation.ts";
import { findBarriers, overflowOf } from "./find-barriers.ts";
import { type OpenPage, openBrowser } from "./open-browser.ts";

let stars: Constellation;
let browser: OpenPage;
const address = (path: string) => `http://127.0.0.1:${stars.port}/${path}`;

beforeAll(async () => {
  stars = await startConstellation();
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await stars?.stop();
}, 60_000);

const pages = [
  "docs",
  "docs/concepts",
  "docs/settings",
  "docs/guides/retries",
  "docs/errors",
  "docs/errors/invalid_cron",
  "docs/nowhere",
];

describe("the documentation at /docs", () => {
  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 390],
  ] as const) {
    it(`keeps nobody out, ${colorScheme} and ${width} pixels wide`, async () => {
      const { page } = browser;
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      for (const path of pages) {
        await page.goto(address(path));
        if (width < 860) await page.locator(".menu summary").click();
        await page.locator("#search").fill("retr");
        await page.locator("#found a").first().waitFor();
        expect([path, await findBarriers(page)]).toEqual([path, []]);
        expect([path, await overflowOf(page)]).toEqual([path, 0]);
      }
    });
  }

  it("is found, read and walked through by keyboard", async () => {
    const { page } = browser;
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(address("docs"));
    await page.keyboard.press("/");
    await page.keyboard.type("breaker open");
    await page.locator("#found a").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/docs/incidents/breaker-open");
    await page.locator(".steps .next").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/docs/incidents/store-away");
    expect(await page.locator('.side [aria-current="page"]').innerText()).toBe("The store is away");
  });

  it("leads from an error to the operations that answer it", async () => {
    const { page } = browser;
    await page.goto(address("docs/errors/invalid_cron"));
    await page.locator('article a[href$="previewSchedule"]').click();
    const operation = page.locator("#operations-Schedules-previewSchedule.is-open");
    await operation.waitFor();
    await operation.locator('a[href="docs/errors/invalid_cron"]').click();
    await page.waitForURL("**/docs/errors/invalid_cron");
  });

  it("keeps the theme that was chosen, in the reference too", async () => {
    const { page } = browser;
    await page.emulateMedia({ colorScheme: "light" });
    await page.goto(address("docs"));
    await page.locator("#theme").click();
    await page.locator("#theme").click();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.goto(address("reference"));
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.locator("#theme").click();
    expect(await page.locator("html").getAttribute("data-theme")).toBeNull();
  });

  it("asks no other host and breaks no rule of its own", () => {
    const hosts = new Set(browser.requests.map(({ host }) => host));
    expect([...hosts]).toEqual([`127.0.0.1:${stars.port}`]);
    // Chromium reports the page that is not there.
    expect(browser.errors.filter((error) => !error.includes("404"))).toEqual([]);
  });
});
