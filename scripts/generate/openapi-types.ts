import { createClient } from "@hey-api/openapi-ts";
import type { ContractDocument } from "./document.ts";
import { operationsPlugin } from "./operations-plugin.ts";

/** Writes the types of all schemas and operations, and the table of operations. */
export async function generateOpenapiTypes(document: ContractDocument, target: string): Promise<void> {
  await createClient({
    input: structuredClone(document),
    output: { path: target, clean: false, entryFile: false, module: { extension: ".ts" } },
    logs: { level: "silent", file: false },
    plugins: [{ name: "@hey-api/typescript" }, operationsPlugin(document)],
  });
}
