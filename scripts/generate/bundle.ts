import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { documentAnyRequest } from "./any-request.ts";
import { type ContractDocument, parseDocument } from "./document.ts";
import { type ErrorExplanations, parseExplanations } from "./error-explanations.ts";
import { documentErrorCodes } from "./error-operations.ts";
import { documentExamples } from "./examples.ts";
import { documentRateLimits } from "./rate-limit-headers.ts";

/** The contract, and what it is explained with. */
export interface Bundle {
  readonly document: ContractDocument;
  /** The content of `openapi/error-pages.yaml`, which the document leaves out. */
  readonly errorPages: ErrorExplanations;
}

/**
 * Bundles `openapi/` into one document and writes it as `openapi.json` into `target`. Adds the error codes
 * to `ErrorCode`, and the rate limit headers and the examples to the operations. The gateway serves this
 * document, and everything else is generated from it.
 */
export function generateDocument(root: string, target: string): Bundle {
  const file = bundleInto(root, "openapi/openapi.yaml", target, []);
  const bundle = parseDocument(JSON.parse(readFileSync(file, "utf8")));
  const errorPages = parseExplanations(bundle["x-error-pages"], bundle);
  Reflect.deleteProperty(bundle, "x-error-pages");
  bundle.components.schemas.ErrorCode = {
    description: "Says exactly what was wrong; `x-error-codes` of this document describes each.",
    ...bundle.components.schemas.ErrorCode,
    enum: Object.keys(bundle["x-error-codes"]),
  };
  documentRateLimits(bundle);
  documentAnyRequest(bundle);
  documentErrorCodes(bundle, errorPages);
  documentExamples(bundle, join(root, "openapi/examples"));
  writeFileSync(file, `${JSON.stringify(bundle, null, 2)}\n`);
  return { document: bundle, errorPages };
}

/**
 * Bundles `openapi/<name>/`, the contract of another product whose work we do, as `openapi.json` into
 * `target`. Everything stands where it is used, as in that product's own document.
 */
export function generateWalletDocument(root: string, name: string, target: string): ContractDocument {
  const flags = ["--dereferenced", "--remove-unused-components"];
  const file = bundleInto(root, `openapi/${name}/openapi.yaml`, target, flags);
  const bundle = JSON.parse(readFileSync(file, "utf8"));
  writeFileSync(file, `${JSON.stringify(bundle, null, 2)}\n`);
  return parseDocument({
    ...bundle,
    "x-error-codes": {},
    components: { schemas: {}, parameters: {}, responses: {}, ...bundle.components },
  });
}

/** @returns the path of the bundle */
function bundleInto(root: string, source: string, target: string, flags: readonly string[]): string {
  mkdirSync(target, { recursive: true });
  const file = join(target, "openapi.json");
  execFileSync(join(root, "node_modules/.bin/redocly"), ["bundle", source, "--output", file, ...flags], {
    cwd: root,
    env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  return file;
}
