import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder is inside a repository with a lock file of its own, which Next would take for the root. */
export default { turbopack: { root: dirname(fileURLToPath(import.meta.url)) } };
