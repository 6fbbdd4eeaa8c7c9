import type { Middleware } from "../exchange.ts";
import { referenceAsset } from "../reference/assets.ts";

const folder = "/reference/";

/**
 * Serves the files of the page at `/reference`. They are not operations of the contract: which files exist
 * depends on the version of the package that contains them.
 */
export const referenceAssets: Middleware = async (ctx, next) => {
  const isRead = ctx.method === "GET" || ctx.method === "HEAD";
  const asset =
    isRead && ctx.path.startsWith(folder) ? await referenceAsset(ctx.path.slice(folder.length)) : null;
  if (asset === null) return next();
  ctx.set("ETag", asset.etag);
  ctx.set("Cache-Control", "no-cache");
  ctx.set("X-Content-Type-Options", "nosniff");
  ctx.status = 200;
  ctx.type = asset.type;
  ctx.body = asset.bytes;
  if (ctx.fresh) ctx.status = 304;
};
