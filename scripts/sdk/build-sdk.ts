import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Both ways in which a program may load a package. */
const formats = { esm: "module", cjs: "commonjs" } as const;
/** Where the generated core lies in the package, and how the sources name it here. */
const core = { folder: "api", named: "../../../generated/sdk/" };

/**
 * Compiles the SDK, with the generated core in it, into `esm/` and `cjs/` below `target`, each with its types and a
 * package.json that says what it is.
 *
 * @throws Error with the compiler's findings
 */
export function buildSdk(root: string, target: string): void {
  const stage = mkdtempSync(join(tmpdir(), "landfall-sdk-"));
  try {
    stageSources(root, join(stage, "src"));
    cpSync(join(root, "clients/sdk/tsconfig.json"), join(stage, "tsconfig.json"));
    for (const [folder, type] of Object.entries(formats)) {
      const out = join(target, folder);
      const kind = `${JSON.stringify({ type })}\n`;
      // The compiler takes the format from the nearest package.json.
      writeFileSync(join(stage, "package.json"), kind);
      compile(root, join(stage, "tsconfig.json"), out);
      writeFileSync(join(out, "package.json"), kind);
    }
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function stageSources(root: string, sources: string): void {
  cpSync(join(root, "clients/sdk/src"), sources, {
    recursive: true,
    filter: (path) => !path.endsWith(".test.ts"),
  });
  cpSync(join(root, "generated/sdk"), join(sources, core.folder), { recursive: true });
  // The core names the gateway's types, which are not in the package: they take the place of that file.
  cpSync(join(root, "generated/openapi/types.gen.ts"), join(sources, core.folder, "types.gen.ts"));
  const door = join(sources, "generated.ts");
  writeFileSync(door, readFileSync(door, "utf8").replaceAll(core.named, `./${core.folder}/`));
}

function compile(root: string, project: string, out: string): void {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [compiler, "-p", project, "--outDir", out], {
      encoding: "utf8",
      stdio: "pipe",
    });
  } catch (error) {
    throw new Error(`the SDK does not compile:\n${String(Object(error).stdout)}`);
  }
  nameTypesAsCompiled(out);
}

/** The compiler turns `./x.ts` into `./x.js` in programs, and leaves it in types, where older compilers do not find it. */
function nameTypesAsCompiled(out: string): void {
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".d.ts")) continue;
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace(/((?:from|import\() ?["']\.[^"'\n]*)\.ts(["'])/g, "$1.js$2"));
  }
}
