import { readFileSync } from "node:fs";
import type { WalletSettings } from "./settings.ts";

const guidance = [
  "# Prepaid schedules",
  "Buy a pack of runs with POST /api/schedule/create: it takes a cron expression, the request to send, and the sku of a pack. Each occurrence of the cron uses one run when its first attempt begins; retries are free.",
  "The wallet that paid owns the schedule. It signs in (SIGN-IN-WITH-X) for everything else: GET /api/schedules lists its schedules, GET /api/schedule?id= shows one, GET /api/schedule/runs?schedule_id= shows its newest runs, and POST /api/schedule/pause, /api/schedule/resume and /api/schedule/delete change it. A request without a signature is answered 402 with what is to be signed; a signature is good once, for five minutes.",
  "When no run is left the schedule is exhausted. POST /api/schedule/topup adds a pack, and an exhausted schedule goes on from then: nothing is made up for. Deleting one forfeits its runs.",
  "Times are UTC unless the cron begins with a zone, as in CRON_TZ=Europe/Berlin 0 9 * * *. A body that is a string is sent as it is, anything else as JSON.",
].join("\n\n");

const written: Record<string, unknown> = JSON.parse(
  readFileSync(new URL("../../generated/stableschedule/openapi.json", import.meta.url), "utf8"),
);

/**
 * Returns our own contract with StableSchedule's paths in it, for one who looks for what this server has.
 * Where that contract names no security, our own would be taken for it, so such a path says that it has none.
 */
export function documentWithWallets(own: Record<string, unknown>): Record<string, unknown> {
  const components = Object(own.components);
  const { securitySchemes } = Object(written.components);
  return {
    ...own,
    paths: { ...Object(own.paths), ...openPaths(Object(written.paths)) },
    components: {
      ...components,
      securitySchemes: { ...Object(components.securitySchemes), ...Object(securitySchemes) },
    },
  };
}

function openPaths(paths: Record<string, Record<string, object>>): Record<string, unknown> {
  const open = (item: Record<string, object>) =>
    Object.fromEntries(Object.entries(item).map(([method, each]) => [method, { security: [], ...each }]));
  return Object.fromEntries(Object.entries(paths).map(([path, item]) => [path, open(item)]));
}

/** Returns StableSchedule's contract as this server keeps it: under its own address, with guidance of its own. */
export function documentOf({ publicUrl }: WalletSettings): Record<string, unknown> {
  return {
    ...written,
    info: { ...Object(written.info), "x-guidance": guidance, guidance },
    servers: [{ url: publicUrl.origin }],
  };
}
