import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { buildProgram, type ProgramRoom } from "./build-program.ts";
import { copyPackages } from "./copy-packages.ts";
import { importedPackages } from "./imported-packages.ts";

const manifest = z.looseObject({ version: z.string() });
const packed = z.tuple([z.object({ filename: z.string() })]);

/**
 * Builds a program and packs it as it would be published, in `folder`, with every package that it needs inside: npm
 * installs the tarball without asking anybody. The package's files stay beside it, in `package/`.
 *
 * @returns the tarball's path
 */
export function packProgram(root: string, room: ProgramRoom, folder: string): string {
  const target = join(folder, "package");
  mkdirSync(folder, { recursive: true });
  buildProgram(root, room, join(target, "dist"));
  cpSync(join(root, `clients/${room}/README.md`), join(target, "README.md"));
  cpSync(join(root, "LICENSE"), join(target, "LICENSE"));
  const given = readManifest(join(root, `clients/${room}/package.json`));
  // The clients that are compiled in may import more than the package itself names.
  const names = importedPackages(join(target, "dist"));
  const dependencies = Object.fromEntries(
    names.map((name) => [name, readManifest(join(root, "node_modules", name, "package.json")).version]),
  );
  copyPackages(root, names, target);
  const made = { ...given, dependencies, bundleDependencies: names };
  writeFileSync(join(target, "package.json"), `${JSON.stringify(made, null, 2)}\n`);
  const out = execFileSync("npm", ["pack", "--json", "--pack-destination", folder, target], {
    encoding: "utf8",
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [{ filename }] = packed.parse(JSON.parse(out));
  return join(folder, filename);
}

function readManifest(path: string) {
  return manifest.parse(JSON.parse(readFileSync(path, "utf8")));
}
