import { type Asset, assetFiles, assetOf, mediaTypes } from "../asset-files.ts";

const files = assetFiles({
  "tokens.css": { url: ofConsole("tokens.css"), type: mediaTypes.style },
  "pages.css": { url: own("pages.css"), type: mediaTypes.style },
  "docs.css": { url: own("docs.css"), type: mediaTypes.style },
  "theme.js": { url: own("theme.js"), type: mediaTypes.script },
  "docs.js": { url: own("docs.js"), type: mediaTypes.script },
  "icon.svg": { url: ofConsole("icon.svg"), type: mediaTypes.svg },
});

let search: Asset | undefined;

/** A file of the documentation's pages, or their search index; null if there is none of that name. */
export async function docsAsset(name: string): Promise<Asset | null> {
  if (name !== "search.json") return files(name);
  const { openSite } = await import("./site.ts");
  search ??= assetOf(Buffer.from(JSON.stringify((await openSite()).search)), "application/json");
  return search;
}

function own(name: string): string {
  return new URL(`assets/${name}`, import.meta.url).href;
}

/** Colours, sizes and the mark are the console's own files, so that pages and console look alike. */
function ofConsole(name: string): string {
  return new URL(`../../dashboard/src/style/${name}`, import.meta.url).href;
}
