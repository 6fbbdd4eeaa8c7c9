import manifest from "../package.json" with { type: "json" };

/** The version of Landfall. */
export const productVersion: string = manifest.version;
