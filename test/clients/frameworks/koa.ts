import Koa from "koa";
import { koaReceiver } from "../../../clients/sdk/src/receiver/index.ts";
import { type Mount, mounted } from "./mounted.ts";

/** Koa, with the receiver as its middleware. */
export const mountKoa: Mount = (given, tooEarly = false) => {
  const errors: Error[] = [];
  const app = new Koa();
  app.on("error", (error: Error) => errors.push(error));
  if (tooEarly) {
    app.use(async (context, next) => {
      for await (const _ of context.req);
      await next();
    });
  }
  app.use(koaReceiver(given));
  return mounted(app.listen(0, "127.0.0.1"), errors);
};
