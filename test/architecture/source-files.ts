import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";

/** The repository. */
export const root = join(import.meta.dirname, "..", "..");

const rooms = ["clients", "dashboard", "gateway", "services", "scripts", "test", "generated"];

/** A TypeScript file of ours, by its path from the root, with slashes. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly text: string;
  /** Everything that it imports: paths from the root, or names of packages. */
  readonly imports: readonly string[];
}

/** Lists every folder and file below the rooms. */
export function pathsOfRooms(): string[] {
  return rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, withFileTypes: true })
      .map((entry) => slashed(relative(root, join(entry.parentPath, entry.name))))
      .filter((path) => !/(^|\/)(node_modules|dist)(\/|$)/.test(path)),
  );
}

/** Reads every TypeScript file that is not generated. */
export function sourceFiles(): SourceFile[] {
  return pathsOfRooms()
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("generated/"))
    .map((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return { path, text, lines: text.split("\n").length - 1, imports: importsOf(path, text) };
    });
}

/** Finds static imports, re-exports and dynamic imports. */
function importsOf(path: string, text: string): string[] {
  const found = text.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^"';]*?(?:from\s*)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']/g,
  );
  return [...found].map((match) => resolve(path, match[1] ?? match[2] ?? ""));
}

function resolve(from: string, specifier: string): string {
  if (!specifier.startsWith(".")) return specifier;
  return slashed(relative(root, join(root, from, "..", specifier)));
}

function slashed(path: string): string {
  return path.split(sep).join("/");
}
