import { Resolver } from "node:dns";
import { readFileSync } from "node:fs";
import { readRpcAddress, rpcAddressForm } from "./rpc/address.ts";

/** An environment variable: its name, and how its value is parsed. */
export interface Variable<T> {
  readonly name: string;
  /** Parses the value; `undefined` if the variable is not set. @throws Unfit if it is invalid */
  readonly read: (value: string | undefined) => T;
}

/** The typed config of a set of variables. */
export type Config<V extends Record<string, Variable<unknown>>> = {
  readonly [Name in keyof V]: V[Name] extends Variable<infer T> ? T : never;
};

/** Lists the invalid variables in one line, with the expected form of each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** An invalid value. Its message is the expected form, to follow "must be". */
export class Unfit extends Error {}

/**
 * Reads a process's config; nothing else reads the environment. Errors never contain a value, since some
 * are secrets.
 *
 * @throws ConfigError if a variable is missing or invalid
 */
export function readConfig<const V extends Record<string, Variable<unknown>>>(
  environment: Readonly<Record<string, string | undefined>>,
  variables: V,
): Config<V>;
export function readConfig(
  environment: Readonly<Record<string, string | undefined>>,
  variables: Record<string, Variable<unknown>>,
): Record<string, unknown> {
  const faults: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [member, { name, read }] of Object.entries(variables)) {
    try {
      config[member] = read(environment[name]);
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      faults.push(`${name} must be ${error.message}`);
    }
  }
  if (faults.length > 0) throw new ConfigError(faults.join("; "));
  return config;
}

/**
 * Reads a process's config with the given function. If nothing catches the error, prints one line to
 * standard error and exits with code 1.
 *
 * @throws ConfigError what `read` throws
 */
export function configOrSay<C>(read: (environment: Readonly<Record<string, string | undefined>>) => C): C {
  try {
    return read(process.env);
  } catch (error) {
    if (error instanceof ConfigError) {
      // Node would print source code and a stack, in which the line is lost.
      process.once("uncaughtException", ({ message }) => {
        process.stderr.write(`${message}\n`);
        process.exitCode = 1;
      });
    }
    throw error;
  }
}

/** Any text; without a default the variable must be set and not empty. */
export function text(name: string, fallback?: string): Variable<string> {
  return {
    name,
    read(value) {
      if (fallback !== undefined) return value ?? fallback;
      if (value === undefined) throw new Unfit("set");
      if (value === "") throw new Unfit("set, and not be empty");
      return value;
    },
  };
}

/** Any text, or null if the variable is not set. If set to the empty string, the empty text. */
export function optionalText(name: string): Variable<string | null> {
  return { name, read: (value) => value ?? null };
}

/** A whole number from `least` to `most`. */
export function wholeNumber(name: string, fallback: number, least: number, most: number): Variable<number> {
  return {
    name,
    read(value) {
      if (value === undefined) return fallback;
      const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
      if (number >= least && number <= most) return number;
      throw new Unfit(`a whole number from ${least} to ${most}`);
    },
  };
}

/** A TCP port; 0 lets the system choose one. */
export function port(name: string, fallback: number): Variable<number> {
  return wholeNumber(name, fallback, 0, 65_535);
}

/** `host:port` or `unix:/path` of a peer, or to listen on. */
export function address(name: string, fallback: string): Variable<string> {
  return {
    name,
    read(value) {
      if (value === undefined) return fallback;
      const read = readRpcAddress(value);
      if (read !== null) return read;
      throw new Unfit(rpcAddressForm);
    },
  };
}

/** A secret that is sent in a header unchanged (RFC 6750, 2.1), or null if the variable is unset or empty. */
export function secretToken(name: string): Variable<string | null> {
  return {
    name,
    read(value) {
      if (!value) return null;
      if (/^[\w\-.~+/=]{32,512}$/.test(value)) return value;
      throw new Unfit("32 to 512 letters, digits and - . _ ~ + / =, such as openssl rand -hex 32 makes");
    },
  };
}

/** Contents of the file whose path the variable names, or null if it is not set or empty. */
export function textOfFile(name: string): Variable<string | null> {
  return {
    name,
    read(value) {
      if (!value) return null;
      try {
        return readFileSync(value, "utf8");
      } catch {
        throw new Unfit("the path of a file that this process can read");
      }
    },
  };
}

/** IP addresses with optional ports, separated by commas or blanks; null if unset or empty. */
export function nameServers(name: string): Variable<readonly string[] | null> {
  return {
    name,
    read(value = "") {
      const servers = value.split(/[\s,]+/).filter((server) => server !== "");
      try {
        new Resolver().setServers(servers);
      } catch {
        throw new Unfit("addresses such as 10.0.0.2, 10.0.0.2:5353 or [fd00::2]:53, with commas between");
      }
      return servers.length > 0 ? servers : null;
    },
  };
}

/** One value of a closed set. */
export function oneOf<const T extends string>(
  name: string,
  values: readonly [T, ...T[]],
  fallback: T,
): Variable<T> {
  return {
    name,
    read(value) {
      if (value === undefined) return fallback;
      const known = values.find((each) => each === value);
      if (known !== undefined) return known;
      throw new Unfit(`one of ${values.join(", ")}`);
    },
  };
}

/** True if the variable is `1`; false if it is `0`, empty or not set. */
export function flag(name: string): Variable<boolean> {
  return {
    name,
    read(value = "0") {
      if (["0", "1", ""].includes(value)) return value === "1";
      throw new Unfit("0 or 1");
    },
  };
}

/** Variables of every process: the log level, and whether a parent supervises it through standard input. */
export const processVariables = {
  /** `trace debug info warn error fatal silent`. */
  logLevel: oneOf("LOG_LEVEL", ["trace", "debug", "info", "warn", "error", "fatal", "silent"], "info"),
  /** 1: stop when standard input ends. */
  supervised: flag("SUPERVISED"),
} as const;
