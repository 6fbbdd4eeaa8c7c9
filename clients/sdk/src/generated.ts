// The one door to the generated core: the build puts it beside the sources and turns this path to it.
export { type Client, createClient } from "../../../generated/sdk/client/index.ts";
export * from "../../../generated/sdk/index.ts";
