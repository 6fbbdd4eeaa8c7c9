import fastify from "fastify";
import { fastifyReceiver } from "../../../clients/sdk/src/receiver/index.ts";
import { type Mount, mounted } from "./mounted.ts";

/** Fastify, with the receiver as a plugin beside routes that parse JSON. */
export const mountFastify: Mount = async (given, tooEarly = false) => {
  const errors: Error[] = [];
  const app = fastify();
  app.setErrorHandler((error: Error, _request, reply) => {
    errors.push(error);
    void reply.code(500).send();
  });
  if (tooEarly) {
    app.addHook("preHandler", async (request) => {
      request.body = { parsed: true };
    });
  }
  app.register(fastifyReceiver(given), { prefix: "/hooks" });
  app.post("/json", async (request) => ({ parsed: request.body }));
  await app.listen({ port: 0, host: "127.0.0.1" });
  return mounted(app.server, errors, () => app.close());
};
