import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { createClient } from "@hey-api/openapi-ts";
import { type ContractDocument, operationsOf } from "./document.ts";
import { header } from "./header.ts";

/**
 * Writes a client of the API based on fetch, with one function per operation. It shares the gateway's
 * types.
 *
 * @param types folder of the gateway's types, beside `target`
 */
export async function generateSdk(document: ContractDocument, target: string, types: string): Promise<void> {
  await createClient({
    input: withKeysAlone(document),
    output: { path: target, clean: false, module: { extension: ".ts" } },
    logs: { level: "silent", file: false },
    plugins: [{ name: "@hey-api/typescript" }, { name: "@hey-api/client-fetch" }, { name: "@hey-api/sdk" }],
  });
  const name = "types.gen.ts";
  const written = join(target, name);
  if (readFileSync(written, "utf8") !== readFileSync(join(types, name), "utf8"))
    throw new Error("the types of the SDK are not those of the gateway");
  writeFileSync(written, `${header("openapi/")}\nexport type * from "../${basename(types)}/${name}";\n`);
}

/** A program has a key and no session: without this the client would put the key into the session's cookie, too. */
function withKeysAlone(document: ContractDocument): ContractDocument {
  const own = structuredClone(document);
  const schemes: Record<string, unknown> = Object(own.components.securitySchemes);
  Reflect.deleteProperty(schemes, "session");
  Reflect.set(own, "security", [{ apiKey: [] }]);
  for (const { operation } of operationsOf(own)) {
    if (operation.security?.some((one) => Object.hasOwn(Object(one), "session"))) {
      Reflect.deleteProperty(operation, "security");
    }
  }
  return own;
}
