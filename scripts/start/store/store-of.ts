import { join } from "node:path";
import { doors } from "../../../services/store/schema/grants.ts";
import {
  formatDatabaseUrl,
  formatHosts,
  parseDatabaseUrl,
} from "../../../services/store/session/database-url.ts";
import { requireServer } from "../../database/install-server.ts";
import { startDatabase } from "../../database/start-database.ts";
import { rotateLog } from "../processes/log-file.ts";
import type { Settings } from "../settings.ts";
import type { Steps } from "../steps.ts";
import { createDoorUsers, type DoorUrls } from "./door-users.ts";
import { prepareGivenDatabase } from "./given-database.ts";

/** A database that is ready for connections. */
export interface StoreAccess {
  /** URL of a user who may alter the schema. */
  readonly adminUrl: string;
  /** Host from which the services connect, as MySQL understands it. */
  readonly clientHost: string;
  stop(): Promise<void>;
}

/** Name of our database on the private server. */
export const privateName = "landfall";

/**
 * Opens the configured database, or starts the private one.
 *
 * @throws CommandFailure with one line that says how to fix it
 */
export async function openStore(
  settings: Settings,
  environment: NodeJS.ProcessEnv,
  steps: Steps,
): Promise<StoreAccess> {
  const given = settings.databaseUrl;
  if (given !== null) {
    await steps.run(`database at ${formatHosts(given)}`, () => prepareGivenDatabase(given));
    return { adminUrl: formatDatabaseUrl(given), clientHost: "%", stop: async () => undefined };
  }
  const logPath = join(settings.dataDir, "logs", "mariadb.log");
  rotateLog(logPath);
  const database = await steps.run("database (private MariaDB)", async () => {
    const server = await requireServer(environment, (line) => steps.say(`  · ${line}`));
    return startDatabase({
      server,
      dataDir: settings.dataDir,
      logPath,
      durable: true,
      bufferPoolMb: settings.bufferPoolMb,
      say: (line) => steps.say(`  ! ${line}`),
    });
  });
  const adminUrl = database.url(privateName);
  try {
    await prepareGivenDatabase(parseDatabaseUrl(adminUrl));
  } catch (error) {
    await database.stop();
    throw error;
  }
  return { adminUrl, clientHost: "127.0.0.1", stop: () => database.stop() };
}

/** Creates a database user for each service; if that is not allowed, all use the configured one. */
export async function openDoors(store: StoreAccess, settings: Settings, steps: Steps): Promise<DoorUrls> {
  const urls = await createDoorUsers(store.adminUrl, settings.dataDir, store.clientHost, settings.devClock);
  if (urls !== null) return urls;
  const user = parseDatabaseUrl(store.adminUrl).user;
  steps.say(`  · "${user}" may not create database users: it serves for all services (${doors.join(", ")})`);
  return { scheduler: store.adminUrl, dispatcher: store.adminUrl, accounts: store.adminUrl };
}
