import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Constellation, startConstellation } from "../contract/gateway/fixtures/constellation.ts";
import { rawRequest } from "../contract/gateway/fixtures/raw-request.ts";
import { type OpenPage, openBrowser } from "./open-browser.ts";

let stars: Constellation;
let browser: OpenPage;
beforeAll(async () => {
  stars = await startConstellation();
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await stars?.stop();
}, 60_000);

describe("the reference at /reference", () => {
  it("shows the operations and sends a request with a key, and asks no other host", async () => {
    const { page, requests, errors } = browser;
    await page.goto(`http://127.0.0.1:${stars.port}/reference`);
    const operation = page.locator("#operations-Schedules-listSchedules");
    await operation.waitFor();
    expect(await operation.innerText()).toContain("List schedules, newest first");

    await page.locator(".scheme-container button.authorize, .auth-wrapper button.authorize").first().click();
    await page.locator(".auth-container input").fill("sk_test_browser");
    await page.locator(".auth-container button.authorize").click();
    await page.locator(".auth-container .btn-done").click();

    await operation.locator(".opblock-summary-control").click();
    const answered = page.waitForResponse((response) => response.url().includes("/v1/schedules"));
    await operation.locator("button.execute").click();
    const answer = await answered;
    expect(answer.status()).toBe(200);
    expect(answer.request().headers().authorization).toBe("Bearer sk_test_browser");
    const live = operation.locator(".live-responses-table .response-col_status").first();
    await live.waitFor();
    expect(await operation.locator(".live-responses-table").innerText()).toContain('"object": "list"');

    const hosts = new Set(requests.filter(({ protocol }) => protocol !== "data:").map(({ host }) => host));
    expect([...hosts]).toEqual([`127.0.0.1:${stars.port}`]);
    expect(errors).toEqual([]);
  }, 60_000);

  it("is served with the files that it names and no others", async () => {
    const get = (path: string, field = "X-Nothing: 1") =>
      rawRequest(stars.port, `GET ${path} HTTP/1.1\r\nHost: a\r\n${field}\r\nConnection: close\r\n\r\n`);
    for (const [name, type] of [
      ["swagger-ui-bundle.js", "text/javascript; charset=utf-8"],
      ["swagger-ui.css", "text/css; charset=utf-8"],
      ["start.js", "text/javascript; charset=utf-8"],
      ["favicon-32x32.png", "image/png"],
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
