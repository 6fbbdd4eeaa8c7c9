import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { CommandFailure } from "../start/failure.ts";
import { isCheckout } from "./landfall/start-landfall.ts";

/** What can be measured; the names of the subcommands. */
export const measures = ["burst", "limit", "create"] as const;
export type Measure = (typeof measures)[number];

/** What `npm run bench` was asked for. */
export interface Options {
  readonly measures: readonly Measure[];
  /** Of a burst. */
  readonly count: number;
  /** How often each contender's burst is measured. */
  readonly repeat: number;
  /** How long a load of creates, or a rate of deliveries, goes on. */
  readonly seconds: number;
  /** The checkout that is measured. */
  readonly root: string;
  /** Where the temporary folder goes; null: the system's. */
  readonly dir: string | null;
  /** Null: into the system's temporary folder. */
  readonly json: string | null;
  /** Null: none is drawn. */
  readonly svg: string | null;
}

const defaults: readonly Measure[] = ["burst", "create"];

/** @throws CommandFailure that says what is wrong */
export function readOptions(args: readonly string[], folder: string): Options {
  const { values, positionals } = parse(args);
  const root = resolve(folder, values.root ?? ".");
  if (!isCheckout(root)) throw new CommandFailure(`${root} is no checkout of Landfall with its packages.`);
  const dir = values.dir === undefined ? null : resolve(folder, values.dir);
  if (dir !== null && !existsSync(dir)) throw new CommandFailure(`${dir} is not there.`);
  return {
    measures: positionals.length === 0 ? defaults : positionals.map(measureOf),
    count: whole(values.count, "count", 20_000, 1, 1_000_000),
    repeat: whole(values.repeat, "repeat", 1, 1, 100),
    seconds: whole(values.seconds, "seconds", 10, 1, 3_600),
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
      options: { count: text, repeat: text, seconds: text, root: text, dir: text, json: text, svg: text },
    });
  } catch (error) {
    throw new CommandFailure(error instanceof Error ? error.message : String(error));
  }
}

function measureOf(name: string): Measure {
  const found = measures.find((measure) => measure === name);
  if (found !== undefined) return found;
  throw new CommandFailure(`There is no measure "${name}": choose of ${measures.join(", ")}.`);
}

function whole(
  text: string | undefined,
  name: string,
  fallback: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return fallback;
  const value = /^[\d_,]{1,12}$/.test(text) ? Number(text.replaceAll(/[_,]/g, "")) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new CommandFailure(`--${name} is a whole number from ${least} to ${most}, not ${text}.`);
}
