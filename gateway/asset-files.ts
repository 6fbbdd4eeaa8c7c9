import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** A file that a page loads. */
export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  /** Changes with the content. */
  readonly etag: string;
}

/** Media types of what pages load. */
export const mediaTypes = {
  script: "text/javascript; charset=utf-8",
  style: "text/css; charset=utf-8",
  svg: "image/svg+xml",
} as const;

/** Where a file lies, and its media type. */
export interface AssetFile {
  readonly url: string;
  readonly type: string;
}

/**
 * Returns a function that reads a file by its name on first use and keeps it; null for a name that is not listed.
 */
export function assetFiles(
  files: Readonly<Record<string, AssetFile>>,
): (name: string) => Promise<Asset | null> {
  const read = new Map<string, Promise<Asset>>();
  return async (name) => {
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (file === undefined) return null;
    const asset = read.get(name) ?? load(file);
    read.set(name, asset);
    return asset;
  };
}

async function load({ url, type }: AssetFile): Promise<Asset> {
  return assetOf(await readFile(new URL(url)), type);
}

/** Wraps bytes that are at hand. */
export function assetOf(bytes: Buffer, type: string): Asset {
  return { type, bytes, etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"` };
}
