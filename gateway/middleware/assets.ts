import type { Asset } from "../asset-files.ts";
import type { Middleware } from "../exchange.ts";

/**
 * Serves the files that the pages of a folder load. They are not operations of the contract.
 *
 * @param folder begins and ends with a slash
 * @param find null: there is no file of that name
 */
export function assets(folder: string, find: (name: string) => Promise<Asset | null>): Middleware {
  return async (ctx, next) => {
    const isRead = ctx.method === "GET" || ctx.method === "HEAD";
    const asset = isRead && ctx.path.startsWith(folder) ? await find(ctx.path.slice(folder.length)) : null;
    if (asset === null) return next();
    ctx.set("ETag", asset.etag);
    ctx.set("Cache-Control", "no-cache");
    ctx.set("X-Content-Type-Options", "nosniff");
    ctx.status = 200;
    ctx.type = asset.type;
    ctx.body = asset.bytes;
    if (ctx.fresh) ctx.status = 304;
  };
}
