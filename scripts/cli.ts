import { join } from "node:path";
import { buildCli } from "./cli/build-cli.ts";
import { packCli } from "./cli/pack-cli.ts";

/** `npm run cli`: builds `clients/cli/dist`. `npm run cli -- pack`: a tarball in it that npm installs, offline too. */
const root = join(import.meta.dirname, "..");
const dist = join(root, "clients/cli/dist");

if (process.argv[2] === "pack") console.log(packCli(root, dist));
else buildCli(root, dist);
