import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The repository, whose Markdown is served. */
export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** Pages that lie with what they describe, and belong to the documentation all the same. */
const elsewhere: Readonly<Record<string, string>> = {
  "clients/sdk/README.md": "clients/sdk",
  "clients/sdk/src/when/README.md": "clients/times",
  "clients/cli/README.md": "clients/sched",
  "clients/mcp/README.md": "clients/mcp",
  "deploy/README.md": "deploy",
};

/**
 * Lists the files that are pages: by path from the repository's root, the path below `/docs` at which each is served.
 * The index, `docs/README.md`, is at the empty path.
 */
export async function pageFiles(): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(`${repository}docs`, { recursive: true });
  const own = names
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.replaceAll("\\", "/"))
    .sort()
    .map((name) => [`docs/${name}`, name.replace(/(^|\/)README\.md$/, "").replace(/\.md$/, "")] as const);
  return new Map([...own, ...Object.entries(elsewhere)]);
}
