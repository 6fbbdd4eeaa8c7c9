import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { errors } from "../../../generated/openapi/errors.ts";
import { type Constellation, startConstellation } from "./fixtures/constellation.ts";
import { rawRequest } from "./fixtures/raw-request.ts";

let stars: Constellation;
beforeAll(async () => {
  stars = await startConstellation();
});
afterAll(() => stars.stop());

const html = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };
const get = (path: string, headers: Record<string, string> = html) =>
  fetch(`http://127.0.0.1:${stars.port}${path}`, { headers, redirect: "manual" });

/** Every page that the search index names. */
async function allPages(): Promise<string[]> {
  const index = await (await get("/docs/assets/search.json")).json();
  return index.map(({ path }: { path: string }) => (path === "" ? "/docs" : `/docs/${path}`));
}

describe("/docs", () => {
  it("has a page for every error code, which is where doc_url of an answer leads", async () => {
    for (const code of Object.keys(errors)) {
      const page = await get(`/docs/errors/${code}`);
      expect([code, page.status]).toEqual([code, 200]);
      expect(await page.text()).toContain(`<h1 id="${code}">`);
    }
    const refused = await (await get("/v1/nowhere")).json();
    expect(refused.error.doc_url).toBe("/docs/errors/route_not_found");
  });

  it("has no link that leads nowhere, on any page", async () => {
    const pages = await allPages();
    expect(pages.length).toBeGreaterThan(80);
    const texts = new Map(
      await Promise.all(pages.map(async (path) => [path, await (await get(path)).text()] as const)),
    );
    const others = new Set([
      "/",
      "/reference",
      "/openapi.json",
      "/llms.txt",
      "/healthz",
      "/readyz",
      "/metrics",
      "/metricsz",
    ]);
    const broken = [...texts].flatMap(([path, text]) =>
      [...text.matchAll(/ (?:href|src)="([^"]*)"/g)]
        .map(([, href = ""]) => new URL(href.replaceAll("&amp;", "&"), `http://docs${path}`))
        .filter(({ host, pathname, hash }) => {
          if (host !== "docs" || others.has(pathname) || pathname.startsWith("/docs/assets/")) return false;
          const target = texts.get(pathname);
          return (
            target === undefined ||
            (hash !== "" && !target.includes(` id="${decodeURIComponent(hash.slice(1))}"`))
          );
        })
        .map(({ href }) => `${path} → ${href}`),
    );
    expect(broken).toEqual([]);
  });

  it("lets a page load what this server has, and nothing else", async () => {
    const page = await get("/docs/concepts");
    expect(page.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self';/,
    );
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    const text = await page.text();
    expect(text).not.toMatch(/<script>|<style|style=|onclick=/);
    for (const [, name] of text.matchAll(/docs\/assets\/([\w.-]+)"/g))
      expect([name, (await get(`/docs/assets/${name}`)).status]).toEqual([name, 200]);
  });

  it("answers 304 to who has the page, and sends other ways to write an address on", async () => {
    const etag = (await get("/docs/concepts")).headers.get("etag") ?? "";
    const known = `GET /docs/concepts HTTP/1.1\r\nHost: a\r\nIf-None-Match: ${etag}\r\nConnection: close\r\n\r\n`;
    expect(await rawRequest(stars.port, known)).toMatch(/^HTTP\/1.1 304 /);
    for (const [path, to] of [
      ["/docs/", "/docs"],
      ["/docs/concepts.md", "/docs/concepts"],
      ["/docs/errors/", "/docs/errors"],
    ] as const) {
      const answer = await get(path);
      expect([path, answer.status]).toEqual([path, 301]);
      expect(new URL(answer.headers.get("location") ?? "", `http://docs${path}`).pathname).toBe(to);
    }
  });

  it("says to a browser which pages are like one that is not there, and to others the documented error", async () => {
    const page = await get("/docs/quick-start%3Cscript%3E");
    expect(page.status).toBe(404);
    const text = await page.text();
    expect(text).toContain('href="../docs/quickstart"');
    expect(text).not.toContain("<script>");
    const error = await get("/docs/nowhere", { accept: "*/*" });
    expect([error.status, (await error.json()).error.code]).toEqual([404, "route_not_found"]);
    expect((await fetch(`http://127.0.0.1:${stars.port}/docs`, { method: "POST" })).status).toBe(404);
    for (const path of [
      "/docs/../package.json",
      "/docs/%2e%2e/package",
      "/docs/assets/../site.ts",
      "/docs/__proto__",
    ])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });

  it("has the colours and the mark of the console", async () => {
    for (const name of ["tokens.css", "icon.svg"]) {
      const served = await (await get(`/docs/assets/${name}`)).text();
      expect(served).toBe(readFileSync(`dashboard/src/style/${name}`, "utf8"));
    }
  });
});
