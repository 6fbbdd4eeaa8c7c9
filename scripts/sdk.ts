import { join } from "node:path";
import { buildSdk } from "./sdk/build-sdk.ts";
import { packSdk } from "./sdk/pack-sdk.ts";

/** `npm run sdk`: builds `clients/sdk/dist`. `npm run sdk -- pack`: a tarball in it that npm can install. */
const root = join(import.meta.dirname, "..");
const dist = join(root, "clients/sdk/dist");

if (process.argv[2] === "pack") console.log(packSdk(root, dist));
else buildSdk(root, dist);
