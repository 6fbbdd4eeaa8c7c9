import type { AddressInfo } from "node:net";
import Koa from "koa";

/**
 * Measures the upper bound for creates: Koa reads the JSON of a request and answers 201 with as many bytes as the
 * gateway. Nothing is checked, forwarded or stored.
 */
const answered = JSON.stringify({ object: "schedule", metadata: {}, padding: "x".repeat(1_200) });

const app = new Koa();
app.use(async (context) => {
  const chunks: Buffer[] = [];
  for await (const chunk of context.req) chunks.push(chunk);
  JSON.parse(Buffer.concat(chunks).toString());
  context.status = 201;
  context.type = "json";
  context.body = answered;
});

process.on("disconnect", () => process.exit(0));
const server = app.listen(0, "127.0.0.1", () => {
  process.send?.((server.address() as AddressInfo).port);
});
