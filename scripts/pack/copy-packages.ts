import { cpSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

const manifest = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/** Copies packages with all that they need from the repository's `node_modules` to those of `target`, place for place. */
export function copyPackages(root: string, names: readonly string[], target: string): void {
  const copied = new Set<string>();
  const copy = (place: string) => {
    if (copied.has(place)) return;
    copied.add(place);
    cpSync(join(root, place), join(target, place), {
      recursive: true,
      // Its own nested packages are copied when something asks for them.
      filter: (path) =>
        path === join(root, place) || !path.slice(join(root, place).length).includes("/node_modules"),
    });
    const { dependencies, optionalDependencies } = manifest.parse(
      JSON.parse(readFileSync(join(root, place, "package.json"), "utf8")),
    );
    for (const name of Object.keys(dependencies)) copy(found(root, place, name));
    for (const name of Object.keys(optionalDependencies)) {
      const optional = placeOf(root, place, name);
      if (optional !== null) copy(optional);
    }
  };
  for (const name of names) copy(found(root, "", name));
}

function found(root: string, from: string, name: string): string {
  const place = placeOf(root, from, name);
  if (place === null) throw new Error(`${name} is not installed, and ${from || "sched"} needs it.`);
  return place;
}

/** Where Node finds a package: in the nearest `node_modules` on the way up. */
function placeOf(root: string, from: string, name: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const at = folder === "." ? "" : folder;
    const place = join(at, "node_modules", name);
    if (existsSync(join(root, place))) return place;
    if (at === "") return null;
  }
}
