import manifest from "../../package.json" with { type: "json" };

/** Landfall's version, as traces name it. */
export const productVersion: string = manifest.version;
