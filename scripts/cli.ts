import { join } from "node:path";
import { buildProgram } from "./pack/build-program.ts";
import { packProgram } from "./pack/pack-program.ts";

/** `npm run cli`: builds `clients/cli/dist`. `npm run cli -- pack`: a tarball in it that npm installs, offline too. */
const root = join(import.meta.dirname, "..");
const dist = join(root, "clients/cli/dist");

if (process.argv[2] === "pack") console.log(packProgram(root, "cli", dist));
else buildProgram(root, "cli", dist);
