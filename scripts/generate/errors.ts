import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ErrorKind } from "../../services/runtime/errors.ts";
import type { ContractDocument } from "./document.ts";
import { header } from "./header.ts";

/**
 * Writes the error codes twice: with status and type for the gateway, and with their kind for the services,
 * which do not use HTTP.
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
  const kinds = codes.flatMap(([code, { status }]) => {
    const kind = kindOf(status);
    return kind === null ? [] : [`  ${code}: ${JSON.stringify(kind)},`];
  });
  write(join(target, "rpc"), "error-codes.ts", [
    "/** Every code that a ServiceError may have, and what a caller can do about it. */",
    "export const errorKinds = {",
    ...kinds,
    "} as const;",
    "",
    "/** A code that a ServiceError may have. */",
    "export type ErrorCode = keyof typeof errorKinds;",
  ]);
  write(
    join(target, "rpc"),
    "attempt-error-codes.ts",
    [
      "/** Every way in which an attempt can fail . */",
      `export const attemptErrorCodes = ${JSON.stringify(attemptErrorCodes(document), null, 2)} as const;`,
      "",
      "/** One of them. */",
      "export type AttemptErrorCode = (typeof attemptErrorCodes)[number];",
    ],
    "openapi/schemas/AttemptErrorCode.yaml",
  );
}

function attemptErrorCodes(document: ContractDocument): readonly string[] {
  return z.object({ enum: z.array(z.string()) }).parse(document.components.schemas.AttemptErrorCode).enum;
}

/** Error kind of a status; null for a defect, which has no code. */
function kindOf(status: number): ErrorKind | null {
  if (status === 500) return null;
  const kind = kindsOfStatus[status];
  if (kind === undefined)
    throw new Error(`status ${status} has no kind; name it in scripts/generate/errors.ts`);
  return kind;
}

const kindsOfStatus: Readonly<Record<number, ErrorKind>> = {
  400: "invalid",
  401: "unauthenticated",
  402: "exhausted",
  403: "forbidden",
  404: "not_found",
  405: "invalid",
  408: "invalid",
  409: "conflict",
  412: "conflict",
  414: "invalid",
  417: "invalid",
  422: "invalid",
  429: "exhausted",
  431: "invalid",
  501: "invalid",
  503: "unavailable",
};

function write(folder: string, name: string, lines: readonly string[], source = "openapi/errors.yaml"): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `${header(source)}\n${lines.join("\n")}\n`);
}
