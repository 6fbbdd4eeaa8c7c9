import { z } from "zod";
import type { ContractDocument } from "./document.ts";

const explanation = z.strictObject({
  operations: z.array(z.string()),
  message: z.string(),
  param: z.string().optional(),
  causes: z.array(z.string()).min(1),
  remedy: z.array(z.string()).min(1),
});

/** Explains one code, as `openapi/error-pages.yaml` does. */
export type ErrorExplanation = z.infer<typeof explanation>;

/** The same of every code. */
export type ErrorExplanations = Readonly<Record<string, ErrorExplanation>>;

/**
 * Parses the content of `openapi/error-pages.yaml`.
 *
 * @throws Error if a code of the contract has no explanation, or an explanation no code
 */
export function parseExplanations(value: unknown, document: ContractDocument): ErrorExplanations {
  const explained = z.record(z.string(), explanation).parse(value);
  const codes = document["x-error-codes"];
  const missing = Object.keys(codes).filter((code) => !Object.hasOwn(explained, code));
  const unknown = Object.keys(explained).filter((code) => !Object.hasOwn(codes, code));
  if (missing.length > 0) throw new Error(`openapi/error-pages.yaml does not explain ${missing.join(", ")}`);
  if (unknown.length > 0)
    throw new Error(`openapi/error-pages.yaml explains ${unknown.join(", ")}: no codes`);
  return explained;
}
