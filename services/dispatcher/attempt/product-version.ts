import manifest from "../../../package.json" with { type: "json" };

/** The version of Landfall, as receivers see it in User-Agent. */
export const productVersion: string = manifest.version;
