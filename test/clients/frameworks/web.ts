import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { honoReceiver, webReceiver } from "../../../clients/sdk/src/receiver/index.ts";
import { type Given, type Mount, mounted } from "./mounted.ts";

/** Hono, with the receiver as a handler. */
export const mountHono: Mount = (given, tooEarly = false) => {
  const errors: Error[] = [];
  const app = new Hono();
  if (tooEarly) {
    app.use(async (context, next) => {
      await context.req.json();
      await next();
    });
  }
  app.all("/hooks", honoReceiver(given));
  app.onError((error, context) => {
    errors.push(error);
    return context.text("failed", 500);
  });
  return listening(app.fetch, errors);
};

/** Any runtime that speaks the web's requests. */
export const mountWeb: Mount = (given: Given, tooEarly = false) => {
  const handler = webReceiver(given);
  const errors: Error[] = [];
  return listening(async (request) => {
    try {
      if (tooEarly) await request.text();
      return await handler(request);
    } catch (error) {
      errors.push(error instanceof Error ? error : new Error(String(error)));
      return new Response(null, { status: 500 });
    }
  }, errors);
};

function listening(fetch: (request: Request) => Response | Promise<Response>, errors: Error[]) {
  const server = serve({ fetch, port: 0, hostname: "127.0.0.1" });
  return mounted(server, errors);
}
