import { createHash } from "node:crypto";
import { ServiceError } from "../../services/runtime/errors.ts";
import type { GatewayContext, Middleware } from "../exchange.ts";
import { problemOf } from "../problem/problem.ts";

/** The pages load what this server has, and nothing is embedded, framed or written into them. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Answers `/docs` and what is below it: the repository's documentation as pages, for anybody. They are no operations
 * of the contract. A browser that asks for a page that is not there gets a page that says so; others get the
 * documented error.
 */
export const docs: Middleware = (ctx, next) =>
  (ctx.path === "/docs" || ctx.path.startsWith("/docs/")) && (ctx.method === "GET" || ctx.method === "HEAD")
    ? answer(ctx, next)
    : next();

const answer: Middleware = async (ctx, next) => {
  const path = ctx.path.slice("/docs/".length);
  const plain = path.replace(/\/$/, "").replace(/\.md$/, "");
  const { openSite } = await import("../docs/site.ts");
  const site = await openSite();
  const page = site.page(plain);
  if (page !== null && (path !== plain || ctx.path === "/docs/")) {
    ctx.redirect(`${"../".repeat(path.split("/").length)}docs${plain === "" ? "" : `/${plain}`}`);
    ctx.status = 301;
  } else if (page !== null) {
    send(ctx, page, 200);
  } else if (ctx.accepts("json", "html") === "html") {
    const { status } = problemOf(new ServiceError("route_not_found", ""), ctx.state.requestId);
    send(ctx, site.lost(plain), status);
  } else {
    await next();
  }
};

function send(ctx: GatewayContext, page: string, status: number): void {
  ctx.set("Content-Security-Policy", policy);
  ctx.set("X-Content-Type-Options", "nosniff");
  ctx.set("Cache-Control", "no-cache");
  ctx.set("ETag", `"${createHash("sha256").update(page).digest("base64url").slice(0, 22)}"`);
  ctx.status = status;
  ctx.type = "text/html; charset=utf-8";
  ctx.body = page;
  if (ctx.fresh) ctx.status = 304;
}
