/** Places where a receiver can be mounted. */
export const frameworks = ["node", "express", "hono", "next"] as const;

/** One of them. */
export type Framework = (typeof frameworks)[number];

/** Their names. */
export const frameworkNames: Readonly<Record<Framework, string>> = {
  node: "Node",
  express: "Express",
  hono: "Hono",
  next: "Next",
};

const options = `{
  secrets: process.env.LANDFALL_SECRETS.split(","), // current and next, previous during a rotation
  store: memoryStore(), // each delivery is handled once; sqlStore and redisStore outlive a restart
  async onDelivery(delivery) {
    console.log(delivery.deliveryId, delivery.json());
  },
}`;

/** Code that verifies deliveries, with the receiver of the SDK. */
export function snippetOf(framework: Framework): string {
  const name = `${framework}Receiver`;
  const head = `import { memoryStore, ${name} } from "@landfall/sdk/receiver";\n`;
  switch (framework) {
    case "node":
      return `import { createServer } from "node:http";\n${head}\ncreateServer(${name}(${options})).listen(9000);`;
    case "express":
      return `${head}\n// Before express.json(): the signature covers the raw bytes.\napp.post("/hooks", ${name}(${options}));`;
    case "hono":
      return `${head}\napp.post("/hooks", ${name}(${options}));`;
    case "next":
      return `// app/hooks/route.ts\n${head}\nexport const POST = ${name}(${options});`;
  }
}
