import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtFolder } from "../../../scripts/dashboard/build-dashboard.ts";
import { rawRequest } from "../../contract/gateway/fixtures/raw-request.ts";
import { openPage, openStage, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close(), 60_000);

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
  "font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Bound of all scripts and styles that the first page loads, gzipped. */
const firstLoadBytes = 200_000;

describe("the console as it is served", () => {
  it("is the same page at / and below /console, under a strict policy, never cached", async () => {
    for (const path of ["/", "/console", "/console/overview", "/console/schedules/sch_1"]) {
      const answer = await fetch(`${stage.landfall.url}${path}`, { headers: { "accept-encoding": "gzip" } });
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get("content-security-policy")).toBe(policy);
      expect(answer.headers.get("cache-control")).toBe("no-cache");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
      expect(await answer.text()).toContain('<div id="console">');
      // Node's fetch would add a Cache-Control that forbids the answer.
      const etag = answer.headers.get("etag") ?? "";
      const head = `GET ${path} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nIf-None-Match: ${etag}\r\nConnection: close\r\n\r\n`;
      expect(await rawRequest(Number(new URL(stage.landfall.url).port), head)).toMatch(/^HTTP\/1.1 304 /);
    }
  });

  it("has files that are kept for a year, compressed as the browser likes", async () => {
    const [script = ""] = readdirSync(join(builtFolder, "assets")).filter((name) =>
      /^index-.*\.js$/.test(name),
    );
    const url = `${stage.landfall.url}/console/assets/${script}`;
    for (const coding of ["br", "gzip"]) {
      const answer = await fetch(url, { headers: { "accept-encoding": coding } });
      expect(answer.headers.get("content-encoding")).toBe(coding);
      expect(answer.headers.get("vary")).toContain("Accept-Encoding");
      expect(answer.headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
      expect(await answer.text()).toBe(readFileSync(join(builtFolder, "assets", script), "utf8"));
    }
  });

  it("leaves what is not its own to the API", async () => {
    for (const path of ["/v1/nothing", "/console/assets/nothing.js", "/schedules", "/overview"]) {
      const answer = await fetch(`${stage.landfall.url}${path}`);
      expect(answer.status, path).toBe(404);
      expect(answer.headers.get("content-type"), path).toContain("application/json");
    }
    expect((await fetch(`${stage.landfall.url}/console`, { method: "POST" })).status).toBe(404);
  });

  it("loads less than 200 KB, asks no other host, and can be used within a second", async () => {
    const { goto, page, requests, errors, close } = await openPage(stage);
    await goto("/console/overview");
    const loaded = requests.filter(({ pathname }) => pathname.startsWith("/console/assets/"));
    const bytes = loaded.map(({ pathname }) => sizeOf(pathname.replace("/console/", "")));
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThan(firstLoadBytes);
    expect([
      ...new Set(requests.filter(({ protocol }) => protocol !== "data:").map(({ origin }) => origin)),
    ]).toEqual([stage.landfall.url]);
    expect(errors).toEqual([]);
    // The second load is what one waits for every day; the first one also starts the browser's caches.
    await page.reload();
    await page.locator("h1").waitFor();
    const usableMs = await page.evaluate("performance.now()");
    expect(usableMs).toBeLessThan(1_000);
    await close();
  });
});

function sizeOf(path: string): number {
  const zipped = join(builtFolder, `${path}.gz`);
  return statSync(zipped).size;
}
