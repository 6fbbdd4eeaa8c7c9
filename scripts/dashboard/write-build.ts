import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { build } from "vite";
import { builtFolder, isBuilt, stampName, stampOfSources } from "./build-dashboard.ts";
import { viteOptions } from "./vite-options.ts";

/**
 * Builds the console beside the present build, compresses every file, and then takes its place. Of two builds of the
 * same sources at once the first one stays.
 *
 * @param root of the repository
 */
export async function writeBuild(root: string): Promise<void> {
  const stamp = stampOfSources();
  const folder = join(dirname(builtFolder), `building-${process.pid}`);
  try {
    await build(viteOptions(root, folder));
    await compressAll(folder);
    writeFileSync(join(folder, stampName), stamp);
    if (!isBuilt()) replace(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Renames, since a gateway may read the old files at any moment. */
function replace(folder: string): void {
  const old = `${folder}-old`;
  try {
    renameSync(builtFolder, old);
  } catch {
    // There is no build yet.
  }
  try {
    renameSync(folder, builtFolder);
  } catch (error) {
    // Another build took the place in between; it is as good if it is of the same sources.
    if (!isBuilt()) throw error;
  } finally {
    rmSync(old, { recursive: true, force: true });
  }
}

async function compressAll(folder: string): Promise<void> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(js|css|html|svg)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(paths.map(compress));
}

async function compress(path: string): Promise<void> {
  const bytes = await readFile(path);
  const [gz, br] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes),
  ]);
  await Promise.all([writeFile(`${path}.gz`, gz), writeFile(`${path}.br`, br)]);
}
