import { type ConsoleFile, type ConsoleFiles, codings } from "../console/assets.ts";
import type { GatewayContext, Middleware } from "../exchange.ts";

const folder = "/console/";

/** Allows the page this server alone: no inline script or style, no other host, no frame around it. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

const notBuilt = `<!doctype html>
<html lang="en">
<title>Landfall</title>
<h1>Landfall</h1>
<p>The API answers. The console is not built: run <code>npm run dashboard</code> in the repository, then load this
page again. <code>npm start</code> builds it by itself.</p>
<p><a href="/reference">API reference</a></p>
</html>
`;

/**
 * Serves the console: the page at `/` and at every path below `/console`, and its files below `/console/assets/`. They
 * are no operations of the contract, and need no key. What is no read, and every other path, goes on to the API.
 *
 * @param files reads them; null while they are not built, of which the page then tells
 */
export function consolePages(files: () => Promise<ConsoleFiles | null>): Middleware {
  return async (ctx, next) => {
    const isRead = ctx.method === "GET" || ctx.method === "HEAD";
    const isOurs = ctx.path === "/" || ctx.path === "/console" || ctx.path.startsWith(folder);
    if (!isRead || !isOurs) return next();
    const built = await files();
    const name = ctx.path.startsWith(`${folder}assets/`) ? ctx.path.slice(folder.length) : "index.html";
    const file = built === null ? notBuiltFile : built.get(name);
    if (file === undefined || (built === null && name !== "index.html")) return next();
    answer(ctx, file);
  };
}

const notBuiltFile: ConsoleFile = {
  type: "text/html; charset=utf-8",
  immutable: false,
  etag: "not-built",
  bytes: { identity: Buffer.from(notBuilt) },
};

function answer(ctx: GatewayContext, file: ConsoleFile): void {
  const accepted = ctx.acceptsEncodings(codings.filter((each) => file.bytes[each] !== undefined));
  const coding = codings.find((each) => each === accepted) ?? "identity";
  ctx.set("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  ctx.set("ETag", `"${file.etag}-${coding}"`);
  ctx.set("Vary", "Accept-Encoding");
  ctx.set("X-Content-Type-Options", "nosniff");
  ctx.set("Referrer-Policy", "no-referrer");
  ctx.set("Content-Security-Policy", policy);
  if (coding !== "identity") ctx.set("Content-Encoding", coding);
  ctx.status = 200;
  ctx.type = file.type;
  ctx.body = file.bytes[coding];
  if (ctx.fresh) ctx.status = 304;
}
