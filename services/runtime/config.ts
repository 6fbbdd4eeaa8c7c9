import { z } from "zod";

/** One environment variable: its name, and what its text must be. */
export interface Variable<T> {
  readonly name: string;
  /** Its input is `undefined` when the variable is not set; a default is part of the schema. */
  readonly schema: z.ZodType<T>;
}

/** The typed config that a set of variables yields. */
export type Config<V extends Record<string, Variable<unknown>>> = {
  readonly [Name in keyof V]: V[Name] extends Variable<infer T> ? T : never;
};

/** Says, in one line, which variables are wrong and what would have been right. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/**
 * Reads a process's config, the one place where it meets the environment. Values are never repeated
 * in an error, since some are secrets.
 *
 * @throws ConfigError when a variable is missing or cannot be read
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
  for (const [member, { name, schema }] of Object.entries(variables)) {
    const result = schema.safeParse(environment[name]);
    if (result.success) config[member] = result.data;
    else faults.push(`${name} must be ${result.error.issues[0]?.message ?? "something else"}`);
  }
  if (faults.length > 0) throw new ConfigError(faults.join("; "));
  return config;
}

/** Any text; one without a default must be set and not be empty. */
export function text(name: string, fallback?: string): Variable<string> {
  const schema = z.string("set").min(1, "set, and not be empty");
  return { name, schema: fallback === undefined ? schema : z.string().default(fallback) };
}

/** Any text, or null when the variable is not set. Set and empty is the empty text. */
export function optionalText(name: string): Variable<string | null> {
  return {
    name,
    schema: z
      .string()
      .optional()
      .transform((value) => value ?? null),
  };
}

/** A whole number from `least` to `most`. */
export function wholeNumber(name: string, fallback: number, least: number, most: number): Variable<number> {
  const message = `a whole number from ${least} to ${most}`;
  const schema = z
    .string()
    .regex(/^-?\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= least && value <= most, message)
    .default(fallback);
  return { name, schema };
}

/** A TCP port; 0 lets the system choose one. */
export function port(name: string, fallback: number): Variable<number> {
  return wholeNumber(name, fallback, 0, 65_535);
}

/** `host:port` of a peer. */
export function address(name: string, fallback: string): Variable<string> {
  return {
    name,
    schema: z
      .string()
      .regex(/^.+:\d{1,5}$/, "host:port, such as 127.0.0.1:9001")
      .default(fallback),
  };
}

/** One of a closed set. */
export function oneOf<const T extends string>(
  name: string,
  values: readonly [T, ...T[]],
  fallback: T,
): Variable<T> {
  return { name, schema: z.enum(values, `one of ${values.join(", ")}`).default(fallback) };
}

/** On when the variable is `1`, off when it is `0`, empty or not set. */
export function flag(name: string): Variable<boolean> {
  return {
    name,
    schema: z
      .enum(["0", "1", ""], "0 or 1")
      .default("0")
      .transform((value) => value === "1"),
  };
}

/** What every process reads: how much it logs, and whether a parent holds its standard input open. */
export const processVariables = {
  logLevel: oneOf("LOG_LEVEL", ["trace", "debug", "info", "warn", "error", "fatal", "silent"], "info"),
  supervised: flag("SUPERVISED"),
} as const;

/** The two parts of a `host:port`. */
export function hostAndPort(address: string): { host: string; port: number } {
  const at = address.lastIndexOf(":");
  return { host: address.slice(0, at), port: Number(address.slice(at + 1)) };
}
