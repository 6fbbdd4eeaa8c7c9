import Koa from "koa";
import type { Logger } from "../services/runtime/logging/logger.ts";
import type { Tracer } from "../services/runtime/telemetry/tracer.ts";
import type { Clock } from "../services/runtime/time/clock.ts";
import { BodyRoom } from "./body-room.ts";
import type { Services } from "./clients/services.ts";
import { consoleFiles } from "./console/assets.ts";
import { docsAsset } from "./docs/assets.ts";
import type { Exchange } from "./exchange.ts";
import type { McpSettings } from "./mcp/settings.ts";
import { access } from "./middleware/access.ts";
import { answer } from "./middleware/answer.ts";
import { assets } from "./middleware/assets.ts";
import { authenticate, type PeopleSettings } from "./middleware/authenticate.ts";
import { authorize } from "./middleware/authorize.ts";
import { begin } from "./middleware/begin.ts";
import { consolePages } from "./middleware/console.ts";
import { docs } from "./middleware/docs.ts";
import { errors } from "./middleware/errors.ts";
import { guides } from "./middleware/guides.ts";
import { limitRate } from "./middleware/limit-rate.ts";
import { mcp } from "./middleware/mcp.ts";
import { read } from "./middleware/read.ts";
import { requireHttp } from "./middleware/require-http.ts";
import { requireRoute } from "./middleware/require-route.ts";
import { trace } from "./middleware/trace.ts";
import { handlers } from "./operations/handlers.ts";
import type { RateLimit } from "./rate-limit.ts";
import { referenceAsset } from "./reference/assets.ts";
import { routes } from "./router.ts";
import type { WalletSettings } from "./wallets/settings.ts";
import { wallets } from "./wallets/wallets.ts";

/** Parts of the gateway that are off unless they are given. */
export interface AppOptions {
  /** Requests a second of a key; null: not limited. */
  readonly rateLimit?: RateLimit | null;
  readonly mcp?: McpSettings;
  /** Null: no traces are written. */
  readonly tracer?: Tracer | null;
  /** Null: no API for wallets is served. */
  readonly wallets?: WalletSettings | null;
  /** Null: nobody signs in. */
  readonly people?: PeopleSettings | null;
}

/** Creates the HTTP application; middleware runs in the order listed. */
export function createApp(
  services: Services,
  log: Logger,
  clock: Clock,
  options: AppOptions = {},
): Koa<Exchange> {
  const { rateLimit = null, tracer = null, people = null } = options;
  const { mcp: mcpSettings = { rateLimit: null, hosts: [] }, wallets: walletSettings = null } = options;
  const app = new Koa<Exchange>();
  const room = new BodyRoom();
  app.use(begin);
  if (tracer !== null) app.use(trace(tracer, clock));
  app.use(access(log, services.telemetry, clock));
  app.use(errors(log));
  app.use(requireHttp);
  app.use(assets("/reference/", referenceAsset));
  app.use(assets("/docs/assets/", docsAsset));
  app.use(docs);
  app.use(consolePages(consoleFiles));
  app.use(guides);
  app.use(mcp({ listener: () => app.callback(), keys: services.apiKeys, room, log, clock }, mcpSettings));
  if (walletSettings !== null) app.use(wallets(walletSettings, services, log));
  app.use(routes(people !== null));
  app.use(requireRoute);
  app.use(authenticate(services, people));
  app.use(limitRate(rateLimit, clock));
  app.use(authorize);
  app.use(read(room));
  app.use(answer(handlers, services));
  // Koa itself only reports connections that broke while an answer was being written.
  app.on("error", (error) => log.debug({ err: error }, "connection broke"));
  return app;
}
