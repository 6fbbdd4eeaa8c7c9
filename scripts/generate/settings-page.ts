import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readVariables, type VariableDoc } from "./read-variables.ts";

const everyProcess = ["gateway", "scheduler", "dispatcher", "accounts", "payments"];

/** Files that declare what a process reads, and the processes that do. */
const sources: readonly (readonly [string, readonly string[]])[] = [
  ["services/runtime/config.ts", everyProcess],
  ["gateway/config.ts", ["gateway"]],
  ["services/scheduler/config.ts", ["scheduler"]],
  ["services/dispatcher/config.ts", ["dispatcher"]],
  ["services/accounts/config.ts", ["accounts"]],
  ["services/payments/config.ts", ["payments"]],
  ["services/runtime/rpc/access.ts", everyProcess],
];

const [begin, end] = ["<!-- made by npm run generate: settings -->", "<!-- end of what is made -->"];

/**
 * Writes `docs/settings.md` to `target`, with its table of what each process reads made anew from the docstrings of the
 * config files.
 *
 * @throws Error if a variable has no docstring, or the page has no place for the table
 */
export function generateSettingsPage(root: string, target: string): void {
  const page = readFileSync(join(root, "docs/settings.md"), "utf8");
  const [before = "", rest = ""] = page.split(begin);
  const [, after] = rest.split(end);
  if (after === undefined) throw new Error(`docs/settings.md has no ${begin} … ${end}`);
  writeFileSync(target, `${before}${begin}\n\n${table(root)}\n\n${end}${after}`);
}

function table(root: string): string {
  const rows = new Map<string, { variable: VariableDoc; processes: string[]; defaults: Set<string> }>();
  for (const [path, processes] of sources) {
    for (const variable of readVariables(readFileSync(join(root, path), "utf8"), path)) {
      const key = `${variable.name} ${variable.text}`;
      const row = rows.get(key) ?? { variable, processes: [], defaults: new Set() };
      row.processes.push(...processes);
      row.defaults.add(variable.fallback);
      rows.set(key, row);
    }
  }
  const lines = [...rows.values()].map(({ variable, processes, defaults }) => {
    const of = processes.length === everyProcess.length ? "all" : processes.join(", ");
    return `| \`${variable.name}\` | ${[...defaults].join(", ")} | ${of} | ${variable.text} |`;
  });
  return ["| variable | default | of | is |", "|---|---|---|---|", ...lines].join("\n");
}
