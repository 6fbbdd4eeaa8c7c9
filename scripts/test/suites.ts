import { CommandFailure } from "../start/failure.ts";

/** One step of `npm test`: a command that counts as one test, or a project of vitest's with its own. */
export type Suite =
  | {
      readonly kind: "command";
      readonly name: string;
      readonly label: string;
      readonly script: readonly string[];
    }
  | { readonly kind: "vitest"; readonly name: string; readonly needsDatabase: boolean };

const command = (name: string, label: string, ...script: string[]): Suite => ({
  kind: "command",
  name,
  label,
  script,
});
const vitest = (name: string, needsDatabase = true): Suite => ({ kind: "vitest", name, needsDatabase });

/** In the order in which a failure is cheapest to find and most telling. `node` and the packages' commands are on PATH. */
export const suites: readonly Suite[] = [
  command("generated", "generated code is fresh", "node", "scripts/generate.ts", "--check"),
  command("lint", "lint", "biome", "check", "--error-on-warnings", "."),
  command("types", "types", "tsc", "--noEmit"),
  command("console-types", "types of the console", "tsc", "--noEmit", "-p", "dashboard"),
  command("contracts", "contract lints", "node", "scripts/lint-contracts.ts"),
  vitest("pure", false),
  vitest("store"),
  vitest("services"),
  vitest("contract"),
  vitest("faults"),
  vitest("galera", false),
  vitest("e2e"),
  vitest("browser"),
];

/**
 * The suites of those names in the usual order, all of them without a name.
 *
 * @throws CommandFailure for a name that is none
 */
export function selectSuites(names: readonly string[]): readonly Suite[] {
  const known = suites.map((suite) => suite.name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new CommandFailure(
      `There is no suite "${unknown}": choose from ${known.join(", ")}, or none for all.`,
    );
  }
  return names.length === 0 ? suites : suites.filter((suite) => names.includes(suite.name));
}
