import { resolve } from "node:path";
import { readConfig } from "../../services/runtime/config.ts";
import { parseCidrs } from "../../services/runtime/egress/cidrs.ts";
import { accessOf, type RpcAccess, rpcVariables } from "../../services/runtime/rpc/access.ts";
import { readRpcAddress, rpcAddressForm } from "../../services/runtime/rpc/address.ts";
import { createKeyRing } from "../../services/runtime/sealing.ts";
import type { DatabaseUrl } from "../../services/store/session/database-url.ts";
import { CommandFailure, reasonOf } from "./failure.ts";
import { parseDatabaseUrl } from "./store/given-database.ts";

/** Addresses of the services; null for a Unix socket in the data directory. */
export interface ServiceAddresses {
  readonly scheduler: string | null;
  readonly dispatcher: string | null;
  readonly accounts: string | null;
}

/** Settings of `npm start`, from its environment. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly dataDir: string;
  /** Null for a private MariaDB. */
  readonly databaseUrl: DatabaseUrl | null;
  readonly egressAllow: string;
  /** True if `EGRESS_ALLOW` was not set, which the announcement mentions. */
  readonly egressByDefault: boolean;
  /** Null if they are generated once and kept in the data directory. */
  readonly sealingKeys: string | null;
  readonly addresses: ServiceAddresses;
  /** Token of the services' calls over TCP; null if it is generated once and kept in the data directory. */
  readonly rpcToken: string | null;
  readonly bufferPoolMb: number;
  /** True: starts with a clock that tests can move. */
  readonly devClock: boolean;
}

/** Default for trying Landfall on one machine: receivers on the loopback. */
const loopback = "127.0.0.0/8,::1/128";

/**
 * Reads and checks every setting before anything is changed.
 *
 * @throws CommandFailure for the first invalid one, with its expected form
 */
export function readSettings(environment: NodeJS.ProcessEnv, folder: string): Settings {
  refuseWalletSettings(environment);
  const egress = environment.EGRESS_ALLOW;
  return {
    host: environment.HOST || "127.0.0.1",
    port: wholeNumber(environment, "PORT", 8080, 1, 65_535),
    dataDir: resolve(folder, environment.DATA_DIR || ".data"),
    databaseUrl: environment.DATABASE_URL ? parseDatabaseUrl(environment.DATABASE_URL) : null,
    egressAllow: egress === undefined ? loopback : checkedEgress(egress),
    egressByDefault: egress === undefined,
    sealingKeys: environment.SEALING_KEYS ? checkedKeys(environment.SEALING_KEYS) : null,
    addresses: {
      scheduler: address(environment, "SCHEDULER_ADDRESS"),
      dispatcher: address(environment, "DISPATCHER_ADDRESS"),
      accounts: address(environment, "ACCOUNTS_ADDRESS"),
    },
    rpcToken: checkedAccess(environment).token,
    bufferPoolMb: wholeNumber(environment, "DATABASE_MEMORY_MB", 256, 16, 1_048_576),
    devClock: checkedFlag(environment, "DEV_CLOCK"),
  };
}

/** The APIs for wallets are not served yet; who asks for one must not believe that it is there. */
function refuseWalletSettings(environment: NodeJS.ProcessEnv): void {
  const found = Object.keys(environment).find(
    (name) => /^(WALLET_API|X402_|MPP_)/.test(name) && environment[name] !== "",
  );
  if (found !== undefined) {
    throw new CommandFailure(`${found} is set, but the APIs for wallets are not served yet: unset it.`);
  }
}

function wholeNumber(
  environment: NodeJS.ProcessEnv,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  const text = environment[name];
  if (!text) return fallback;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new CommandFailure(
    `${name}=${text} is not a whole number from ${least} to ${most}: use one such as ${name}=${fallback}.`,
  );
}

function checkedFlag(environment: NodeJS.ProcessEnv, name: string): boolean {
  const text = environment[name] ?? "";
  if (["", "0", "1"].includes(text)) return text === "1";
  throw new CommandFailure(`${name}=${text} is neither 0 nor 1.`);
}

function address(environment: NodeJS.ProcessEnv, name: string): string | null {
  const text = environment[name];
  if (!text) return null;
  const read = readRpcAddress(text);
  // The other processes must know the port in advance, so 0 is refused.
  if (read !== null && !/:0+$/.test(read)) return read;
  throw new CommandFailure(`${name}=${text} is not ${rpcAddressForm}.`);
}

function checkedAccess(environment: NodeJS.ProcessEnv): RpcAccess {
  try {
    return accessOf(readConfig(environment, rpcVariables));
  } catch (error) {
    throw new CommandFailure(`${reasonOf(error)}.`);
  }
}

function checkedEgress(text: string): string {
  try {
    parseCidrs(text);
    return text;
  } catch (error) {
    throw new CommandFailure(
      `EGRESS_ALLOW: ${reasonOf(error)}; separate blocks by commas, such as EGRESS_ALLOW=${loopback}, or leave it empty for none.`,
    );
  }
}

function checkedKeys(text: string): string {
  try {
    createKeyRing(text);
    return text;
  } catch (error) {
    throw new CommandFailure(`${reasonOf(error)}: make one with echo "k1:$(openssl rand -base64 32)".`);
  }
}
