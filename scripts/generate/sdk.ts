import { createClient } from "@hey-api/openapi-ts";
import type { ContractDocument } from "./document.ts";

/** Writes a client of the API: fetch, one function an operation. */
export async function generateSdk(document: ContractDocument, target: string): Promise<void> {
  await createClient({
    input: structuredClone(document),
    output: { path: target, clean: false, module: { extension: ".ts" } },
    logs: { level: "silent", file: false },
    plugins: [{ name: "@hey-api/typescript" }, { name: "@hey-api/client-fetch" }, { name: "@hey-api/sdk" }],
  });
}
