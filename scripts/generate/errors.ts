import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ContractDocument } from "./document.ts";
import { header } from "./header.ts";

/**
 * Writes the error codes twice: with status and type for the gateway, and as a bare type for the
 * services, which know nothing of HTTP.
 */
export function generateErrors(document: ContractDocument, target: string): void {
  const codes = Object.entries(document["x-error-codes"]);
  const table = codes.map(([code, { status, type, description }]) => {
    return `  ${code}: { status: ${status}, type: ${JSON.stringify(type)}, description: ${JSON.stringify(description)} },`;
  });
  write(join(target, "openapi"), "errors.ts", [
    "/** Every error code with its HTTP status, its type and what it means. */",
    "export const errors = {",
    ...table,
    "} as const;",
    "",
    "/** A code that an answer may have. */",
    "export type ErrorCode = keyof typeof errors;",
  ]);
  write(join(target, "rpc"), "error-codes.ts", [
    "/** Every code that a ServiceError may have. */",
    "export type ErrorCode =",
    `${codes.map(([code]) => `  | "${code}"`).join("\n")};`,
  ]);
}

function write(folder: string, name: string, lines: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `${header("openapi/errors.yaml")}\n${lines.join("\n")}\n`);
}
