import { readFile, stat } from "node:fs/promises";

/**
 * Reads a file and caches the parsed result until the file changes; a missing file reads as empty text.
 *
 * @param parse called once for each version of the text
 */
export function followFile<T>(path: string, parse: (text: string) => T): () => Promise<T> {
  let known: { readonly version: string; readonly parsed: T } | null = null;
  return async () => {
    const found = await stat(path, { bigint: true }).catch(() => null);
    const version = found === null ? "" : `${found.mtimeNs} ${found.ino} ${found.size}`;
    if (known?.version !== version) {
      known = { version, parsed: parse(found === null ? "" : await readFile(path, "utf8").catch(() => "")) };
    }
    return known.parsed;
  };
}
