import { type NodeRequest, rawBodyOf } from "./raw-body.ts";
import { type ReceiverOptions, receive, refusal, usualMaxBodyBytes } from "./receive.ts";

/** The part of Koa's context that is used. */
export interface KoaContext {
  readonly req: NodeRequest;
  readonly request: object;
  status: number;
  body: unknown;
  set(fields: { [name: string]: string }): void;
}

/**
 * A Koa middleware that answers every request it gets: `router.post("/hooks", koaReceiver({ … }))`, before
 * any body parser.
 */
export function koaReceiver<Context extends KoaContext>(
  options: ReceiverOptions<Context>,
): (context: Context) => Promise<void> {
  const where = "Mount the receiver before the body parser, or let the parser leave ctx.request.rawBody.";
  return async (context) => {
    const limit = options.maxBodyBytes ?? usualMaxBodyBytes;
    const body = await rawBodyOf(context.req, context.request, limit, where);
    const answer =
      body === null
        ? refusal(413, "too_large", { connection: "close" })
        : await receive(options, context.req, body, context);
    context.set({ ...answer.headers });
    // The status is set after the body, because Koa sets 204 for an empty one.
    context.body = answer.body === "" ? null : answer.body;
    context.status = answer.status;
  };
}
