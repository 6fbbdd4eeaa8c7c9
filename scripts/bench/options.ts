import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { CommandFailure } from "../start/failure.ts";
import { attackNames } from "./isolation/attack-names.ts";
import { isCheckout } from "./landfall/start-landfall.ts";

/** The measures; their names are the subcommands. */
export const measures = [
  "burst",
  "limit",
  "punctuality",
  "create",
  "growth",
  "overdue",
  "steady",
  "cost",
  "reading",
  "isolation",
  "traces",
  "peers",
] as const;
export type Measure = (typeof measures)[number];

/** Loads beside the deliveries whose lateness is measured; the purge comes last, since it goes on afterwards. */
export const variants = ["quiet", "creates", "hanging", "purge"] as const;
export type Variant = (typeof variants)[number];

/** Options of `npm run bench`. */
export interface Options {
  readonly measures: readonly Measure[];
  /** Of a burst. */
  readonly count: number;
  /** Number of bursts measured for each contender. */
  readonly repeat: number;
  /** Duration of a load of creates or a rate of deliveries; null: the measure's own. */
  readonly seconds: number | null;
  /** Rates in deliveries per second, one run each. */
  readonly rates: readonly number[];
  readonly variants: readonly Variant[];
  /** Open deliveries of `growth`. */
  readonly rows: number;
  /** Deliveries of `overdue`, and settled ones of `reading`. */
  readonly overdueRows: number;
  /** Of `steady`. */
  readonly minutes: number;
  readonly steadyRate: number;
  /** The contenders of `peers` or the attacks of `isolation`; null: all. */
  readonly only: readonly string[] | null;
  /** The checkout that is measured. */
  readonly root: string;
  /** Parent of the temporary folder; null: the system's. */
  readonly dir: string | null;
  /** File for the plot; null: in the system's temporary folder. */
  readonly json: string | null;
  /** Null: none is drawn. */
  readonly svg: string | null;
}

/** The measures that run if none is named, with small sizes. */
const inShort = {
  measures: ["burst", "punctuality", "create", "cost"],
  count: 5_000,
  seconds: 5,
  rate: "200",
} as const;

/** Returns the duration of a measure: as requested, else `usual`. */
export function seconds(options: Options, usual: number): number {
  return options.seconds ?? usual;
}

/** Reads the options. @throws CommandFailure that says what is wrong */
export function readOptions(args: readonly string[], folder: string): Options {
  const { values, positionals } = parse(args);
  const root = resolve(folder, values.root ?? ".");
  if (!isCheckout(root)) throw new CommandFailure(`${root} is no checkout of Landfall with its packages.`);
  const dir = values.dir === undefined ? null : resolve(folder, values.dir);
  if (dir !== null && !existsSync(dir)) throw new CommandFailure(`${dir} is not there.`);
  const short = positionals.length === 0 ? inShort : null;
  const chosen = short?.measures ?? positionals.map((name) => oneOf(measures, "measure", name));
  return {
    measures: chosen,
    count: whole(values.count, "count", short?.count ?? 20_000, 1, 1_000_000),
    repeat: whole(values.repeat, "repeat", 1, 1, 100),
    seconds: whole(values.seconds, "seconds", short?.seconds ?? null, 1, 3_600),
    rates: list(values.rate ?? short?.rate ?? "200,1000").map((text) => whole(text, "rate", 0, 1, 100_000)),
    variants: list(values.beside ?? (short ? "quiet" : variants.join(","))).map((name) =>
      oneOf(variants, "--beside", name),
    ),
    rows: whole(values.rows, "rows", 2_000_000, 1, 100_000_000),
    overdueRows: whole(values.rows, "rows", 1_000_000, 1, 100_000_000),
    minutes: whole(values.minutes, "minutes", 10, 1, 10_000),
    steadyRate: whole(list(values.rate ?? "500")[0], "rate", 500, 1, 100_000),
    only: values.only === undefined ? null : readOnly(list(values.only), chosen),
    root,
    dir,
    json: values.json === undefined ? null : resolve(folder, values.json),
    svg: values.svg === undefined ? null : resolve(folder, values.svg),
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        count: text,
        repeat: text,
        seconds: text,
        rate: text,
        beside: text,
        rows: text,
        minutes: text,
        only: text,
        root: text,
        dir: text,
        json: text,
        svg: text,
      },
    });
  } catch (error) {
    throw new CommandFailure(error instanceof Error ? error.message : String(error));
  }
}

/** Names of contenders are checked later, once their packages are installed. */
function readOnly(names: readonly string[], chosen: readonly Measure[]): readonly string[] {
  if (chosen.includes("peers")) return names;
  return names.map((name) => oneOf(attackNames, "attack", name));
}

function list(text: string): string[] {
  return text.split(",").filter((part) => part !== "");
}

function oneOf<Name extends string>(names: readonly Name[], what: string, name: string): Name {
  const found = names.find((each) => each === name);
  if (found !== undefined) return found;
  throw new CommandFailure(`There is no ${what} "${name}": choose of ${names.join(", ")}.`);
}

function whole<Fallback extends number | null>(
  text: string | undefined,
  name: string,
  fallback: Fallback,
  least: number,
  most: number,
): number | Fallback {
  if (text === undefined) return fallback;
  const value = /^[\d_,]{1,12}$/.test(text) ? Number(text.replaceAll(/[_,]/g, "")) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new CommandFailure(`--${name} is a whole number from ${least} to ${most}, not ${text}.`);
}
