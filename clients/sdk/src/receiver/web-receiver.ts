import { BodyAlreadyReadError } from "./body-already-read-error.ts";
import { joined } from "./joined.ts";
import { type Answer, type ReceiverOptions, receive, refusal, usualMaxBodyBytes } from "./receive.ts";

/**
 * A handler for web-standard requests, for workers, Deno, Bun and edge functions:
 * `export default { fetch: webReceiver({ … }) }`.
 */
export function webReceiver(options: ReceiverOptions<Request>): (request: Request) => Promise<Response> {
  return (request) =>
    answerTo(
      options,
      request,
      request,
      "Hand the receiver the request before anything reads its body, or a clone().",
    );
}

/** A route handler for Next's app router: `export const POST = nextReceiver({ … })` in `route.ts`. */
export function nextReceiver(options: ReceiverOptions<Request>): (request: Request) => Promise<Response> {
  return (request) =>
    answerTo(
      options,
      request,
      request,
      "In route.ts, export the receiver itself as POST, and read no body before it.",
    );
}

/** The part of Hono's context that is used. */
export interface HonoContext {
  readonly req: { readonly raw: Request };
}

/** A Hono handler: `app.post("/hooks", honoReceiver({ … }))`. */
export function honoReceiver<Context extends HonoContext>(
  options: ReceiverOptions<Context>,
): (context: Context) => Promise<Response> {
  return (context) =>
    answerTo(
      options,
      context.req.raw,
      context,
      "Mount the receiver before any middleware that calls c.req.json(), text() or parseBody().",
    );
}

async function answerTo<Context>(
  options: ReceiverOptions<Context>,
  request: Request,
  context: Context,
  where: string,
): Promise<Response> {
  if (request.bodyUsed) throw new BodyAlreadyReadError(where);
  const body = await readAll(request, options.maxBodyBytes ?? usualMaxBodyBytes);
  return toResponse(
    body === null ? refusal(413, "too_large") : await receive(options, request, body, context),
  );
}

/** Null if the body exceeds the limit; the rest is not read. */
async function readAll(request: Request, limit: number): Promise<Uint8Array | null> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > limit) {
      await reader.cancel();
      return null;
    }
    chunks.push(next.value);
  }
  return joined(chunks);
}

function toResponse({ status, headers, body }: Answer): Response {
  return new Response(body === "" ? null : body, { status, headers });
}
