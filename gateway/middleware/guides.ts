import type { Middleware } from "../exchange.ts";

const folder = "/guides/";

/**
 * Answers `/llms.txt` and the guides that it names, which agents also read as resources of `/mcp`. They are no
 * operations of the contract, and need no key.
 */
export const guides: Middleware = (ctx, next) =>
  ctx.path === "/llms.txt" || ctx.path.startsWith(folder) ? answer(ctx, next) : next();

const answer: Middleware = async (ctx, next) => {
  const isRead = ctx.method === "GET" || ctx.method === "HEAD";
  const text = isRead ? await textOf(ctx.path) : null;
  if (text === null) return next();
  ctx.set("Cache-Control", "no-cache");
  ctx.set("X-Content-Type-Options", "nosniff");
  ctx.status = 200;
  ctx.type = ctx.path === "/llms.txt" ? "text/plain; charset=utf-8" : "text/markdown; charset=utf-8";
  ctx.body = text;
};

/** Null: there is no such guide. */
async function textOf(path: string): Promise<string | null> {
  const [{ llmsText }, { guides: all }] = await Promise.all([
    import("../../clients/mcp/src/guides/llms-text.ts"),
    import("../../clients/mcp/src/guides/guides.ts"),
  ]);
  if (path === "/llms.txt") return llmsText();
  return all.find(({ name }) => path === `${folder}${name}.md`)?.text ?? null;
}
