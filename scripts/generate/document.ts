import { z } from "zod";

const schemaObject = z.record(z.string(), z.unknown());

const operation = z.looseObject({
  operationId: z.string(),
  "x-scope": z.string().optional(),
  "x-error-codes": z.array(z.string()).optional(),
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
  paths: z.record(
    z.string(),
    z.preprocess(
      // Parameters that all methods of a path share.
      (item) => Object.fromEntries(Object.entries(Object(item)).filter(([name]) => name !== "parameters")),
      z.record(z.string(), operation),
    ),
  ),
  components: z.looseObject({
    schemas: z.record(z.string(), schemaObject),
    parameters: z.record(z.string(), z.unknown()),
    responses: z.record(z.string(), z.looseObject({})),
  }),
});

/** The parts of the bundled contract that the generators read. */
export type ContractDocument = z.infer<typeof document>;

/** One operation of the contract. */
export type ContractOperation = z.infer<typeof operation>;

/** Resolves a `#/…` reference to its object. */
export function resolveReference(bundle: ContractDocument, value: unknown): Record<string, unknown> {
  let found: unknown = value;
  if (typeof value === "object" && value !== null && "$ref" in value) {
    found = bundle;
    for (const key of String(value.$ref).split("/").slice(1)) found = schemaObject.parse(found)[key];
  }
  return schemaObject.parse(found);
}

/** Iterates over all operations, with method in capitals and path. */
export function* operationsOf(
  bundle: ContractDocument,
): Generator<{ id: string; method: string; path: string; operation: ContractOperation }> {
  for (const [path, item] of Object.entries(bundle.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      yield { id: operation.operationId, method: method.toUpperCase(), path, operation };
    }
  }
}

/** Parses an existing bundle. @throws ZodError if it is malformed */
export function parseDocument(value: unknown): ContractDocument {
  return document.parse(value);
}
