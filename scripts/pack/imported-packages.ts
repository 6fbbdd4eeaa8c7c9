import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";

/** `import … from "x"`, `export … from "x"`, `import "x"`, `import("x")`, as the compiler writes them. */
const imports =
  /^(?:import|export)\b[^"';]*?\bfrom "([^"\n]+)"|^import "([^"\n]+)"|\bimport\("([^"\n]+)"\)/gm;

/** The names of the packages that compiled programs below `folder` import, in whatever way; ours are compiled in. */
export function importedPackages(folder: string): readonly string[] {
  const names = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith(".js")) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), "utf8");
    for (const [, named, bare, lazy] of text.matchAll(imports)) {
      const specifier = named ?? bare ?? lazy ?? "";
      const isOurs = specifier.startsWith(".") || specifier.startsWith("@landfall/");
      if (!isOurs && !isBuiltin(specifier)) names.add(packageOf(specifier));
    }
  }
  return [...names].sort();
}

/** `@scope/name` of `@scope/name/part`. */
function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}
