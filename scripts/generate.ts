import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { generateDocument, generateWalletDocument } from "./generate/bundle.ts";
import { generateErrorPages } from "./generate/error-pages.ts";
import { generateErrors } from "./generate/errors.ts";
import { generateOpenapiTypes } from "./generate/openapi-types.ts";
import { generateRpc } from "./generate/rpc.ts";
import { generateSdk } from "./generate/sdk.ts";
import { generateSettingsPage } from "./generate/settings-page.ts";
import { generateValidators } from "./generate/validators.ts";

/**
 * Makes `generated/` from `openapi/` and `proto/`, and what `docs/` has of the contract and of the config files,
 * offline and always to the same bytes. With `--check` it changes nothing, and fails naming the files that differ.
 */
const root = join(import.meta.dirname, "..");
// hey-api looks for the tsconfig upwards of what it writes, so the folder stands inside the repository.
const fresh = mkdtempSync(join(root, "node_modules", ".generate-"));

/** Folders that hold what is generated and nothing else, but for the files named. */
const folders: readonly (readonly [string, ReadonlySet<string>])[] = [
  ["generated", new Set(["README.md"])],
  ["docs/errors", new Set()],
];
/** Files that are generated in part. */
const mixed = ["docs/settings.md"];

async function generate(target: string): Promise<void> {
  const { document, errorPages } = generateDocument(root, join(target, "generated/openapi"));
  generateErrors(document, join(target, "generated"));
  await generateOpenapiTypes(document, join(target, "generated/openapi"));
  generateValidators(document, join(target, "generated/openapi"));
  await generateSdk(document, join(target, "generated/sdk"), join(target, "generated/openapi"));
  generateRpc(root, join(target, "generated/rpc"));
  generateErrorPages(document, errorPages, join(target, "docs/errors"));
  generateSettingsPage(root, join(target, "docs/settings.md"));
  for (const name of walletRoots) await generateWalletRoot(name, join(target, "generated", name));
}

/** The contracts for wallets, each in a folder of `openapi/` and of `generated/`; no SDK is made of them. */
const walletRoots = ["stableschedule", "payweave"];

async function generateWalletRoot(name: string, target: string): Promise<void> {
  const document = generateWalletDocument(root, name, target);
  await generateOpenapiTypes(document, target);
  generateValidators(document, target, { errors: "../openapi/errors.ts", ignoresUnknownQuery: true });
}

/** The generated files below `top`, by their paths in it. */
function generatedFiles(top: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const [folder, handWritten] of folders) {
    if (!existsSync(join(top, folder))) continue;
    for (const entry of readdirSync(join(top, folder), { withFileTypes: true, recursive: true })) {
      const name = relative(join(top, folder), join(entry.parentPath, entry.name));
      if (entry.isFile() && !handWritten.has(name)) files.set(join(folder, name), "");
    }
  }
  for (const name of mixed) files.set(name, "");
  for (const name of files.keys()) files.set(name, readFileSync(join(top, name), "latin1"));
  return files;
}

try {
  await generate(fresh);
  const [before, after] = [generatedFiles(root), generatedFiles(fresh)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const differing = names.filter((name) => before.get(name) !== after.get(name));
  if (process.argv.includes("--check")) {
    for (const name of differing) console.error(`${name} is not what its sources make`);
    if (differing.length > 0) console.error("run: npm run generate");
    process.exitCode = differing.length > 0 ? 1 : 0;
  } else {
    for (const name of differing) rmSync(join(root, name), { force: true });
    cpSync(fresh, root, { recursive: true });
    console.log(differing.length === 0 ? "all is as it was" : `${differing.length} files changed`);
  }
} finally {
  rmSync(fresh, { recursive: true, force: true });
}
