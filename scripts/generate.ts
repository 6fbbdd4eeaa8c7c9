import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { generateDocument, generateWalletDocument } from "./generate/bundle.ts";
import { generateErrors } from "./generate/errors.ts";
import { generateOpenapiTypes } from "./generate/openapi-types.ts";
import { generateRpc } from "./generate/rpc.ts";
import { generateSdk } from "./generate/sdk.ts";
import { generateValidators } from "./generate/validators.ts";

/**
 * Makes `generated/` from `openapi/` and `proto/`, offline and always to the same bytes. With `--check`
 * it changes nothing, and fails naming the files that differ.
 */
const root = join(import.meta.dirname, "..");
const committed = join(root, "generated");
// hey-api looks for the tsconfig upwards of what it writes, so the folder stands inside the repository.
const fresh = mkdtempSync(join(root, "node_modules", ".generate-"));

/** Files in `generated/` that are written by hand: its README. */
const handWritten = new Set(["README.md"]);

async function generate(target: string): Promise<void> {
  const document = generateDocument(root, join(target, "openapi"));
  generateErrors(document, target);
  await generateOpenapiTypes(document, join(target, "openapi"));
  generateValidators(document, join(target, "openapi"));
  await generateSdk(document, join(target, "sdk"), join(target, "openapi"));
  generateRpc(root, join(target, "rpc"));
  for (const name of walletRoots) await generateWalletRoot(name, join(target, name));
}

/** The contracts for wallets, each in a folder of `openapi/` and of `generated/`; no SDK is made of them. */
const walletRoots = ["stableschedule", "payweave"];

async function generateWalletRoot(name: string, target: string): Promise<void> {
  const document = generateWalletDocument(root, name, target);
  await generateOpenapiTypes(document, target);
  generateValidators(document, target, { errors: "../openapi/errors.ts", ignoresUnknownQuery: true });
}

function filesBelow(folder: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (entry.isFile() && !handWritten.has(name)) files.set(name, readFileSync(path, "latin1"));
  }
  return files;
}

try {
  await generate(fresh);
  const [before, after] = [filesBelow(committed), filesBelow(fresh)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const differing = names.filter((name) => before.get(name) !== after.get(name));
  if (process.argv.includes("--check")) {
    for (const name of differing) console.error(`generated/${name} is not what the contracts make`);
    if (differing.length > 0) console.error("run: npm run generate");
    process.exitCode = differing.length > 0 ? 1 : 0;
  } else {
    for (const name of differing) rmSync(join(committed, name), { force: true });
    cpSync(fresh, committed, { recursive: true });
    console.log(
      differing.length === 0 ? "generated/ is as it was" : `generated/: ${differing.length} files changed`,
    );
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
