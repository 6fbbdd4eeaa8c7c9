import { once } from "node:events";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import Koa from "koa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ServiceError } from "../services/runtime/errors.ts";
import type { Exchange } from "./exchange.ts";
import { requireRoute } from "./middleware/require-route.ts";
import { routes } from "./router.ts";

const app = new Koa<Exchange>();
app.use(async (ctx, next) => {
  await next().catch((error: unknown) => {
    ctx.body = error instanceof ServiceError ? [error.code, ctx.response.get("Allow")] : String(error);
  });
});
app.use((ctx, next) => {
  ctx.state.operation = null;
  return next();
});
app.use(routes());
app.use(requireRoute);
app.use((ctx) => {
  ctx.body = [ctx.state.operation, ctx.state.pathId ?? null];
});
const server = app.listen(0, "127.0.0.1");
let url: string;
beforeAll(() => {
  const address = server.address();
  url = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
});
afterAll(() => void server.close());

/** Uses Node's own client, which sends a path unchanged; fetch would encode it. */
async function ask(method: string, path: string): Promise<unknown> {
  const asked = request(`${url}`, { method, path }).end();
  const [response] = await once(asked, "response");
  return JSON.parse(await text(response));
}

describe("the router", () => {
  for (const [method, path, found] of [
    ["GET", "/v1/schedules", ["listSchedules", null]],
    ["POST", "/v1/schedules", ["createSchedule", null]],
    ["GET", "/v1/schedules/sch_1", ["getSchedule", "sch_1"]],
    ["GET", "/v1/schedules/sch%5F1?a=b", ["getSchedule", "sch_1"]],
    ["POST", "/v1/schedules/sch_1/pause", ["pauseSchedule", "sch_1"]],
    ["POST", "/v1/schedules/bulk", ["bulkCreateSchedules", null]],
    ["GET", "/v1/schedules/bulk", ["method_not_allowed", "POST"]],
    ["DELETE", "/v1/schedules", ["method_not_allowed", "GET, HEAD, POST"]],
    ["GET", "/v1/schedules/", ["route_not_found", null]],
    ["GET", "/V1/schedules", ["route_not_found", null]],
    ["GET", "/v1//sch_1", ["route_not_found", null]],
    ["GET", "/v1/schedules/%ff", ["route_not_found", null]],
    ["GET", "/v1/schedules/{id}", ["getSchedule", "{id}"]],
    ["GET", "/v1/constructor", ["route_not_found", null]],
    ["GET", `/v1${"/a".repeat(3_000)}`, ["route_not_found", null]],
  ] as const) {
    it(`${method} ${path.slice(0, 40)}: ${found.join(" ")}`, async () => {
      expect(await ask(method, path)).toEqual(found);
      // The second answer may come from the cache.
      expect(await ask(method, path)).toEqual(found);
    });
  }
});
