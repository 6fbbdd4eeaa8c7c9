import manifest from "../../../../package.json" with { type: "json" };

/** Landfall's version, as sent in User-Agent. */
export const productVersion: string = manifest.version;
