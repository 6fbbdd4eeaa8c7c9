import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** A file of the reference page. */
export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  /** Changes with the content. */
  readonly etag: string;
}

const script = "text/javascript; charset=utf-8";

/** The files that the page may load; no others of the package are served. */
const files: Readonly<Record<string, { readonly url: string; readonly type: string }>> = {
  "swagger-ui-bundle.js": { url: packaged("swagger-ui-bundle.js"), type: script },
  "swagger-ui.css": { url: packaged("swagger-ui.css"), type: "text/css; charset=utf-8" },
  "favicon-32x32.png": { url: packaged("favicon-32x32.png"), type: "image/png" },
  "start.js": { url: new URL("./start.js", import.meta.url).href, type: script },
};

const read = new Map<string, Promise<Asset>>();

/** Reads a file on first use and keeps it; null if the page has no file of that name. */
export async function referenceAsset(name: string): Promise<Asset | null> {
  if (!Object.hasOwn(files, name)) return null;
  const asset = read.get(name) ?? load(name);
  read.set(name, asset);
  return asset;
}

async function load(name: string): Promise<Asset> {
  const file = files[name];
  if (file === undefined) throw new Error(`the reference page has no file ${name}`);
  const bytes = await readFile(new URL(file.url));
  const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
  return { type: file.type, bytes, etag };
}

function packaged(name: string): string {
  return import.meta.resolve(`swagger-ui-dist/${name}`);
}
