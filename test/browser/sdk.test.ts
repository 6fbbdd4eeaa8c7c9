import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSdk } from "../../scripts/sdk/build-sdk.ts";
import { type OpenPage, openBrowser } from "./open-browser.ts";

/** Text, so that vitest does not rewrite the import. */
const program = `(async () => {
  const { Landfall, verify } = await import("/index.js");
  const landfall = new Landfall({ apiKey: "sk_test_1", baseUrl: location.origin });
  const knows = ({ code, reason }) => code ?? reason;
  const headers = { "sched-signature": "t=1798761600,v1=" + "0".repeat(64) };
  const now = () => 1798761600000;
  return [
    (await landfall.whoAmI()).object,
    await landfall.schedules.create({ delay: "1h" }, { maxRetries: 0 }).catch(knows),
    await verify(headers, "", "whsec_" + "A".repeat(44), { now }).catch(knows),
  ];
})()`;

const root = join(import.meta.dirname, "..", "..");
let folder: string;
let server: Server;
let browser: OpenPage;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "landfall-sdk-browser-"));
  buildSdk(root, folder);
  server = createServer((request, response) => {
    const { url = "/", method } = request;
    if (url === "/v1/whoami") {
      response.writeHead(200, { "content-type": "application/json" }).end('{"object":"whoami"}');
    } else if (method === "POST") {
      response.writeHead(302, { location: "/" }).end();
    } else if (url.endsWith(".js")) {
      const text = readFileSync(join(folder, "esm", url));
      response.writeHead(200, { "content-type": "text/javascript" }).end(text);
    } else response.writeHead(200, { "content-type": "text/html" }).end("<p>page</p>");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  browser = await openBrowser();
}, 60_000);
afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("the SDK in a browser", () => {
  it("loads as it is, asks, follows no redirect, and verifies", async () => {
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    await browser.page.goto(`http://127.0.0.1:${port}`);
    const told = await browser.page.evaluate(program);
    expect(told).toEqual(["whoami", "connection_failed", "no_match"]);
    expect(browser.errors).toEqual([]);
  });
});
