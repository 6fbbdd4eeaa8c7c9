import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { documentAnyRequest } from "./any-request.ts";
import { documentExamples } from "./examples.ts";
import { documentRateLimits } from "./rate-limit-headers.ts";

const schemaObject = z.record(z.string(), z.unknown());

const operation = z.looseObject({
  operationId: z.string(),
  "x-scope": z.string().optional(),
  security: z.array(z.unknown()).optional(),
  parameters: z.array(z.unknown()).optional(),
  requestBody: z
    .object({
      required: z.boolean().optional(),
      content: z.record(z.string(), z.looseObject({ schema: schemaObject })),
    })
    .optional(),
  responses: z.record(z.string(), z.looseObject({})),
});

const document = z.looseObject({
  openapi: z.string(),
  "x-error-codes": z.record(
    z.string(),
    z.object({ status: z.number(), type: z.string(), description: z.string() }),
  ),
  "x-any-request": z.record(z.string(), z.string()).optional(),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({
    schemas: z.record(z.string(), schemaObject),
    parameters: z.record(z.string(), z.unknown()),
    responses: z.record(z.string(), z.looseObject({})),
  }),
});

/** The bundled contract, as far as the generators look into it. */
export type ContractDocument = z.infer<typeof document>;

/** One operation of it. */
export type ContractOperation = z.infer<typeof operation>;

/**
 * Bundles `openapi/` into one document, puts the error codes into its `ErrorCode`, the rate limit's
 * headers into its answers and examples with its operations, and writes it as `openapi.json` into `target`: the document that the gateway serves and all else is made from.
 */
export function generateDocument(root: string, target: string): ContractDocument {
  mkdirSync(target, { recursive: true });
  const file = join(target, "openapi.json");
  execFileSync(
    join(root, "node_modules/.bin/redocly"),
    ["bundle", "openapi/openapi.yaml", "--output", file],
    {
      cwd: root,
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  const bundle = document.parse(JSON.parse(readFileSync(file, "utf8")));
  bundle.components.schemas.ErrorCode = {
    description: "Says exactly what was wrong; `x-error-codes` of this document describes each.",
    ...bundle.components.schemas.ErrorCode,
    enum: Object.keys(bundle["x-error-codes"]),
  };
  documentRateLimits(bundle);
  documentAnyRequest(bundle);
  documentExamples(bundle, join(root, "openapi/examples"));
  writeFileSync(file, `${JSON.stringify(bundle, null, 2)}\n`);
  return bundle;
}

/** The object that a `#/…` reference points at. */
export function resolveReference(bundle: ContractDocument, value: unknown): Record<string, unknown> {
  let found: unknown = value;
  if (typeof value === "object" && value !== null && "$ref" in value) {
    found = bundle;
    for (const key of String(value.$ref).split("/").slice(1)) found = schemaObject.parse(found)[key];
  }
  return schemaObject.parse(found);
}

/** Every operation with its method in capitals and its path. */
export function* operationsOf(
  bundle: ContractDocument,
): Generator<{ id: string; method: string; path: string; operation: ContractOperation }> {
  for (const [path, item] of Object.entries(bundle.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      yield { id: operation.operationId, method: method.toUpperCase(), path, operation };
    }
  }
}

/** A bundle that was made before. @throws ZodError when it is something else */
export function parseDocument(value: unknown): ContractDocument {
  return document.parse(value);
}
