import { createServer } from "node:http";
import Koa from "koa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConsoleFiles } from "../../../gateway/console/assets.ts";
import type { Exchange } from "../../../gateway/exchange.ts";
import { consolePages } from "../../../gateway/middleware/console.ts";

let built: ConsoleFiles | null = null;
const app = new Koa<Exchange>();
app.use(consolePages(async () => built));
const server = createServer(app.callback());
let url = "";
const get = (path: string) => fetch(`${url}${path}`);

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a TCP server without a port");
  url = `http://127.0.0.1:${address.port}`;
});
afterAll(() => new Promise<void>((done) => void server.close(() => done())));

describe("a console that is not built", () => {
  it("says at every page how to build it, and leads to the reference", async () => {
    for (const path of ["/", "/console", "/console/schedules"]) {
      const answer = await get(path);
      expect([answer.status, answer.headers.get("cache-control")], path).toEqual([200, "no-cache"]);
      const text = await answer.text();
      expect(text).toContain("npm run dashboard");
      expect(text).toContain('href="/reference"');
    }
  });

  it("has no files, and is there as soon as it is built", async () => {
    expect((await get("/console/assets/index.js")).status).toBe(404);
    const page = {
      type: "text/html",
      immutable: false,
      etag: "1",
      bytes: { identity: Buffer.from("built") },
    };
    built = new Map([["index.html", page]]);
    expect(await (await get("/")).text()).toBe("built");
  });
});
