import { join } from "node:path";

/**
 * `npm run -s mcp`: the MCP server on standard input and output. `npm run -s mcp -- pack`: a tarball in
 * `clients/mcp/dist` that npm installs, offline too.
 */
const root = join(import.meta.dirname, "..");

if (process.argv[2] === "pack") {
  const { packProgram } = await import("./pack/pack-program.ts");
  console.log(packProgram(root, "mcp", join(root, "clients/mcp/dist")));
} else {
  await import("../clients/mcp/src/main.ts");
}
