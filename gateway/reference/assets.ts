import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** One file that the reference page is made of. */
export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  /** Changes with the bytes. */
  readonly etag: string;
}

const script = "text/javascript; charset=utf-8";

/** What the page may load, and nothing else of the package's folder. */
const files: Readonly<Record<string, { readonly url: string; readonly type: string }>> = {
  "swagger-ui-bundle.js": { url: packaged("swagger-ui-bundle.js"), type: script },
  "swagger-ui.css": { url: packaged("swagger-ui.css"), type: "text/css; charset=utf-8" },
  "favicon-32x32.png": { url: packaged("favicon-32x32.png"), type: "image/png" },
  "start.js": { url: new URL("./start.js", import.meta.url).href, type: script },
};

const read = new Map<string, Promise<Asset>>();

/** The file of that name, read when it is first asked for and kept; null: the page has none. */
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
