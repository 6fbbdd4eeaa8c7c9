import { readFile, stat } from "node:fs/promises";

/**
 * A file as it is now: read again when it has changed; an empty text where there is none.
 *
 * @param parse what is made of its text, once for each version of it
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
