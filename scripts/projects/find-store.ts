import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plans } from "../../services/rules/plans.ts";
import { plansFile } from "../../services/rules/read-plans.ts";
import { ConfigError, readConfig } from "../../services/runtime/config.ts";
import { createKeyRing, type KeyRing } from "../../services/runtime/sealing.ts";
import type { DatabaseUrl } from "../../services/store/session/database-url.ts";
import { readAdminAccount } from "../database/admin-account.ts";
import { CommandFailure, reasonOf } from "../start/failure.ts";
import { parseDatabaseUrl } from "../start/store/given-database.ts";
import { privateName } from "../start/store/store-of.ts";

/** The store, as a command outside of the services opens it. */
export interface FoundStore {
  readonly url: DatabaseUrl;
  /** Read when it is needed, since not everything asks for it. @throws CommandFailure when there are no keys */
  keys(): KeyRing;
  /** The plans in PLANS_FILE. @throws CommandFailure when there are none */
  plans(): Plans;
}

/**
 * The store that DATABASE_URL and SEALING_KEYS name, and where they are not set, the one of `npm start` in
 * DATA_DIR. Makes nothing.
 *
 * @throws CommandFailure when there is none
 */
export function findStore(environment: NodeJS.ProcessEnv, folder: string): FoundStore {
  const dataDir = resolve(folder, environment.DATA_DIR || ".data");
  return {
    url: environment.DATABASE_URL ? parseDatabaseUrl(environment.DATABASE_URL) : privateUrl(dataDir),
    plans: () => plansOf(environment),
    keys: () => keyRing(environment.SEALING_KEYS || readKeys(dataDir)),
  };
}

function privateUrl(dataDir: string): DatabaseUrl {
  const account = readAdminAccount(dataDir);
  if (account !== null) {
    const { user, password, port } = account;
    return parseDatabaseUrl(`mysql://${user}:${password}@127.0.0.1:${port}/${privateName}`);
  }
  throw new CommandFailure(
    `There is no database in ${dataDir}: run npm start first, name its folder with DATA_DIR=, or set DATABASE_URL.`,
  );
}

function plansOf(environment: NodeJS.ProcessEnv): Plans {
  const { plans } = plansOrFailure(environment);
  if (plans !== null) return plans;
  throw new CommandFailure("Set PLANS_FILE to the file of plans that the services have.");
}

function plansOrFailure(environment: NodeJS.ProcessEnv): { readonly plans: Plans | null } {
  try {
    return readConfig(environment, { plans: plansFile("PLANS_FILE") });
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandFailure(`${error.message}.`);
    throw error;
  }
}

function readKeys(dataDir: string): string {
  const path = join(dataDir, "sealing-keys");
  if (existsSync(path)) return readFileSync(path, "utf8").trim();
  throw new CommandFailure(
    `${path} is not there: set SEALING_KEYS to what the services have, or DATA_DIR to the folder of npm start.`,
  );
}

function keyRing(keys: string): KeyRing {
  try {
    return createKeyRing(keys);
  } catch (error) {
    throw new CommandFailure(`${reasonOf(error)}: set SEALING_KEYS to what the services have.`);
  }
}
