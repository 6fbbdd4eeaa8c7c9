import { assetFiles, mediaTypes } from "../asset-files.ts";

/** The files that the page may load; no others of the package are served. */
export const referenceAsset = assetFiles({
  "swagger-ui-bundle.js": { url: packaged("swagger-ui-bundle.js"), type: mediaTypes.script },
  "swagger-ui.css": { url: packaged("swagger-ui.css"), type: mediaTypes.style },
  "reference.css": { url: own("reference.css"), type: mediaTypes.style },
  "accessible.js": { url: own("accessible.js"), type: mediaTypes.script },
  "start.js": { url: own("start.js"), type: mediaTypes.script },
});

function packaged(name: string): string {
  return import.meta.resolve(`swagger-ui-dist/${name}`);
}

function own(name: string): string {
  return new URL(name, import.meta.url).href;
}
