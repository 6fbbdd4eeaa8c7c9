// The only import of the generated client: the build copies it next to the sources and rewrites this path.
export { type Client, createClient } from "../../../generated/sdk/client/index.ts";
export * from "../../../generated/sdk/index.ts";
