import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../contract/gateway/fixtures/constellation.ts";
import { rawRequest } from "../contract/gateway/fixtures/raw-request.ts";
import { findBarriers, overflowOf } from "./find-barriers.ts";
import { type OpenPage, openBrowser } from "./open-browser.ts";

let stars: Constellation;
let browser: OpenPage;
const reference = (operation = "") => `http://127.0.0.1:${stars.port}/reference${operation}`;

beforeAll(async () => {
  stars = await startConstellation();
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await stars?.stop();
}, 60_000);

/** Loads the page anew, whatever its fragment was. */
async function open(fragment: string): Promise<void> {
  await browser.page.goto("about:blank");
  await browser.page.goto(reference(fragment));
}

describe("the reference at /reference", () => {
  it("asks for a key, sends a request with it, and asks no other host", async () => {
    const { page, requests, errors } = browser;
    await open("");
    const operation = page.locator("#operations-Schedules-listSchedules");
    await operation.waitFor();
    expect(await operation.innerText()).toContain("List schedules, newest first");

    await page.locator("#key-text").fill("sk_test_browser");
    await page.locator("#key button").click();
    await operation.locator(".opblock-summary-control").click();
    const answered = page.waitForResponse((response) =>
      response.url().endsWith("/v1/schedules?limit=25&include_total=false"),
    );
    await operation.locator("button.execute").click();
    const answer = await answered;
    expect(answer.status()).toBe(200);
    expect(answer.request().headers().authorization).toBe("Bearer sk_test_browser");
    await operation.locator(".live-responses-table .response-col_status").first().waitFor();
    expect(await operation.locator(".live-responses-table").innerText()).toContain('"object": "list"');

    const hosts = new Set(requests.filter(({ protocol }) => protocol === "http:").map(({ host }) => host));
    expect([...hosts]).toEqual([`127.0.0.1:${stars.port}`]);
    expect(errors).toEqual([]);
  }, 60_000);

  it("takes the key of the console's session", async () => {
    const { page } = browser;
    await page.evaluate(() => sessionStorage.setItem("landfall.keys", '[{"key":"sk_test_of_the_console"}]'));
    await open("#/Schedules/createSchedule");
    await page.locator("#operations-Schedules-createSchedule button.execute").waitFor();
    expect(await page.locator("#key-state").innerText()).toContain("sk_test_of_t…");
    const sent = page.waitForRequest(
      (request) => request.method() === "POST" && request.url().endsWith("/v1/schedules"),
    );
    await page.locator("#operations-Schedules-createSchedule button.execute").click();
    expect((await sent).headers().authorization).toBe("Bearer sk_test_of_the_console");
  });

  for (const [colorScheme, width] of [
    ["light", 1280],
    ["dark", 390],
  ] as const) {
    it(`keeps nobody out, ${colorScheme} and ${width} pixels wide`, async () => {
      const { page } = browser;
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await open("#/Schedules/createSchedule");
      const create = page.locator("#operations-Schedules-createSchedule");
      await create.locator("textarea").fill('{"fireAt": "now"}');
      await create.locator("button.execute").click();
      await create.locator(".explained").waitFor();
      for (const id of ["Schedules-listSchedules", "Deliveries-getDelivery", "Endpoints-updateEndpoint"]) {
        const operation = page.locator(`#operations-${id}`);
        await operation.locator(".opblock-summary-control").click();
        await operation.locator("button.execute").click();
      }
      await page.locator("#operations-Schedules-listSchedules .live-responses-table").waitFor();
      await create.locator("button[data-name=model]").first().click();
      expect(await findBarriers(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
    }, 60_000);
  }

  it("links the page of an error's code", async () => {
    const { page } = browser;
    await page.locator("#operations-Schedules-createSchedule .explained a").click();
    await page.waitForURL("**/docs/errors/unknown_field");
  });

  it("is served with the files that it names and no others", async () => {
    const get = (path: string, field = "X-Nothing: 1") =>
      rawRequest(stars.port, `GET ${path} HTTP/1.1\r\nHost: a\r\n${field}\r\nConnection: close\r\n\r\n`);
    for (const [name, type] of [
      ["swagger-ui-bundle.js", "text/javascript; charset=utf-8"],
      ["swagger-ui.css", "text/css; charset=utf-8"],
      ["reference.css", "text/css; charset=utf-8"],
      ["accessible.js", "text/javascript; charset=utf-8"],
      ["start.js", "text/javascript; charset=utf-8"],
    ] as const) {
      const first = await get(`/reference/${name}`);
      expect(first).toMatch(/^HTTP\/1.1 200 /);
      expect(first).toContain(`Content-Type: ${type}\r\n`);
      const etag = /^ETag: (.*)\r$/m.exec(first)?.[1];
      expect(await get(`/reference/${name}`, `If-None-Match: ${etag}`)).toMatch(/^HTTP\/1.1 304 /);
    }
    for (const name of ["", "package.json", "..%2fassets.ts", "__proto__"])
      expect(await get(`/reference/${name}`)).toMatch(/^HTTP\/1.1 404 /);
  });
});
