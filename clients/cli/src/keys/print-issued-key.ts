import type { IssuedApiKey } from "../../../sdk/src/index.ts";
import type { Session } from "../session.ts";
import { printFields } from "../show/table.ts";

/** Prints a new key, which cannot be shown again. */
export function printIssuedKey({ output }: Session, issued: IssuedApiKey): void {
  if (output.isJson) {
    output.json(issued);
    return;
  }
  printFields(output, [
    ["id", issued.id],
    ["name", issued.name],
    ["scopes", issued.scopes.join(", ")],
    ["mode", issued.mode],
    ["key", issued.key],
  ]);
  output.note("Keep the key now: it is not shown again.");
}
