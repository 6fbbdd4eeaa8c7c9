import { type NodeRequest, rawBodyOf } from "./raw-body.ts";
import { type Answer, type ReceiverOptions, receive, refusal, usualMaxBodyBytes } from "./receive.ts";

/** The part of Node's ServerResponse that is used. */
export interface NodeResponse {
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body?: string): unknown;
}

/**
 * An Express handler: `app.post("/hooks", expressReceiver({ … }))`, before `express.json()`, behind
 * `express.raw({ type: () => true })`, or behind
 * `express.json({ verify: (req, _res, buffer) => { req.rawBody = buffer; } })`.
 */
export function expressReceiver<Request extends NodeRequest>(
  options: ReceiverOptions<Request>,
): (request: NoInfer<Request>, response: NodeResponse, next: (error: unknown) => void) => Promise<void> {
  const where =
    "Mount the receiver before express.json(), or keep the bytes: express.json({ verify: (req, _res, buffer) => { req.rawBody = buffer; } }).";
  return async (request, response, next) => {
    try {
      write(response, await answerTo(options, request, where));
    } catch (error) {
      next(error);
    }
  };
}

/** Options of a receiver on Node's own server. */
export interface NodeReceiverOptions<Request> extends ReceiverOptions<Request> {
  /** Called with errors thrown while a delivery was handled; the answer is 500. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

/** A listener for Node's own server: `createServer(nodeReceiver({ … }))`. */
export function nodeReceiver<Request extends NodeRequest>(
  options: NodeReceiverOptions<Request>,
): (request: Request, response: NodeResponse) => Promise<void> {
  const where = "Let the receiver be the first to read the request, or keep the bytes as its `rawBody`.";
  return async (request, response) => {
    try {
      write(response, await answerTo(options, request, where));
    } catch (error) {
      write(response, refusal(500, "not_handled"));
      options.onError?.(error);
    }
  };
}

async function answerTo<Request extends NodeRequest>(
  options: ReceiverOptions<Request>,
  request: Request,
  where: string,
): Promise<Answer> {
  const body = await rawBodyOf(request, request, options.maxBodyBytes ?? usualMaxBodyBytes, where);
  // The rest of a body that is too long is not read, so the connection cannot be reused.
  if (body === null) return refusal(413, "too_large", { connection: "close" });
  return receive(options, request, body, request);
}

function write(response: NodeResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers });
  response.end(body);
}
