import Koa from "koa";
import type { Clock } from "../services/runtime/clock.ts";
import type { Logger } from "../services/runtime/logger.ts";
import { BodyRoom } from "./body-room.ts";
import type { Services } from "./clients/services.ts";
import type { Exchange } from "./exchange.ts";
import { access } from "./middleware/access.ts";
import { answer } from "./middleware/answer.ts";
import { authenticate } from "./middleware/authenticate.ts";
import { authorize } from "./middleware/authorize.ts";
import { begin } from "./middleware/begin.ts";
import { errors } from "./middleware/errors.ts";
import { limitRate } from "./middleware/limit-rate.ts";
import { read } from "./middleware/read.ts";
import { referenceAssets } from "./middleware/reference-assets.ts";
import { requireHttp } from "./middleware/require-http.ts";
import { requireRoute } from "./middleware/require-route.ts";
import { handlers } from "./operations/handlers.ts";
import type { RateLimit } from "./rate-limit.ts";
import { routes } from "./router.ts";

/**
 * Creates the HTTP application; middleware runs in the order listed. Without a `rateLimit` keys are not
 * limited.
 */
export function createApp(
  services: Services,
  log: Logger,
  clock: Clock,
  rateLimit: RateLimit | null = null,
): Koa<Exchange> {
  const app = new Koa<Exchange>();
  app.use(begin);
  app.use(access(log, services.telemetry, clock));
  app.use(errors(log));
  app.use(requireHttp);
  app.use(referenceAssets);
  app.use(routes());
  app.use(requireRoute);
  app.use(authenticate(services.apiKeys));
  app.use(limitRate(rateLimit, clock));
  app.use(authorize);
  app.use(read(new BodyRoom()));
  app.use(answer(handlers, services));
  // Koa itself only reports connections that broke while an answer was being written.
  app.on("error", (error) => log.debug({ err: error }, "connection broke"));
  return app;
}
