import { BodyAlreadyReadError } from "./body-already-read-error.ts";
import { type ReceiverOptions, receive, usualMaxBodyBytes } from "./receive.ts";

/** The part of Fastify's request that is used. */
export interface FastifyRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: unknown;
}

/** The part of Fastify's reply that is used. */
export interface FastifyReply {
  code(status: number): unknown;
  headers(values: Record<string, string>): unknown;
  send(body?: string): unknown;
}

/** The part of Fastify's instance that is used. */
export interface FastifyInstance {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    options: { parseAs: "buffer"; bodyLimit: number },
    parse: (request: FastifyRequest, body: Uint8Array, done: (error: null, body: unknown) => void) => void,
  ): unknown;
  route(route: {
    method: ("GET" | "POST" | "PUT" | "PATCH" | "DELETE")[];
    url: string;
    handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  }): unknown;
}

/**
 * A Fastify plugin with its own body parser, which answers at its prefix:
 * `app.register(fastifyReceiver({ … }), { prefix: "/hooks" })`.
 */
export function fastifyReceiver(
  options: ReceiverOptions<FastifyRequest>,
): (instance: FastifyInstance, given: object, done: () => void) => void {
  return (instance, _given, done) => {
    const bodyLimit = options.maxBodyBytes ?? usualMaxBodyBytes;
    // Affects only this plugin's instance, not the one around it.
    instance.removeAllContentTypeParsers();
    instance.addContentTypeParser("*", { parseAs: "buffer", bodyLimit }, (_request, body, parsed) =>
      parsed(null, body),
    );
    instance.route({
      method: ["GET", "POST", "PUT", "PATCH", "DELETE"],
      url: "/",
      handler: (request, reply) => answerTo(options, request, reply),
    });
    done();
  };
}

async function answerTo(
  options: ReceiverOptions<FastifyRequest>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { status, headers, body } = await receive(options, request, bytesOf(request.body), request);
  reply.code(status);
  reply.headers({ ...headers });
  return reply.send(body);
}

/** Fastify does not parse a request without a body. */
function bytesOf(body: unknown): Uint8Array {
  if (body === undefined || body === null) return new Uint8Array();
  if (body instanceof Uint8Array) return body;
  throw new BodyAlreadyReadError(
    "Register the receiver as a plugin of its own, without fastify-plugin around it.",
  );
}
