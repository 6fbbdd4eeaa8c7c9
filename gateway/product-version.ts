import manifest from "../package.json" with { type: "json" };

/** Landfall's version. */
export const productVersion: string = manifest.version;
