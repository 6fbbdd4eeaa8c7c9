import type { Command } from "commander";
import { wholeNumber } from "./create/request-fields.ts";

/** The option, as typed. */
export interface VersionWords {
  readonly ifVersion?: string;
}

/** Adds the condition of a change. */
export function withVersionOption(command: Command): Command {
  return command.option("--if-version <number>", "only if it is still this version, else exit code 6");
}

/** Reads a number. @returns undefined if absent @throws Failure for anything else */
export function ifVersionOf({ ifVersion }: VersionWords): number | undefined {
  return wholeNumber("--if-version", ifVersion);
}
