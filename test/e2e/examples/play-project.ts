import type { Recorder } from "./exchange.ts";

const nowhere = "ep_01J9ZK3F8Q4X7M2N5P6R8S9T0V";
const noKey = { headers: { authorization: "" } };

/** Calls every operation of endpoint profiles, keys and secrets. */
export async function playProject({ ask }: Pick<Recorder, "ask">, hook: string): Promise<void> {
  const profile = {
    body: { url: hook, name: "billing", max_per_second: 20, headers: { "x-team": "billing" } },
  };
  const once = { headers: { "idempotency-key": "billing" } };
  const { id } = await ask("createEndpoint", 201, { ...profile, ...once });
  await ask("createEndpoint", 200, { ...profile, ...once });
  await ask("createEndpoint", 422, { body: { url: "ftp://example.com" } });
  await ask("listEndpoints", 200, { query: "?q=billing" });
  await ask("listEndpoints", 400, { query: "?limit=0" });
  await ask("getEndpoint", 200, { of: id });
  await ask("getEndpoint", 404, { of: nowhere });
  await ask("updateEndpoint", 200, { of: id, body: { max_concurrency: 4 } });
  await ask("updateEndpoint", 400, { of: id, body: { colour: "red" } });
  await ask("testEndpoint", 200, { of: id });
  await ask("testEndpoint", 404, { of: nowhere });
  await ask("disableEndpoint", 200, { of: id });
  await ask("disableEndpoint", 412, { of: id, headers: { "if-match": '"1"' } });
  await ask("enableEndpoint", 200, { of: id });
  await ask("enableEndpoint", 404, { of: nowhere });
  await ask("rotateEndpointSecret", 200, { of: id });
  await ask("rotateEndpointSecret", 404, { of: nowhere });
  const held = await ask("createSchedule", 201, { body: { endpoint_id: id, delay: "24h" } });
  await ask("deleteEndpoint", 409, { of: id });
  await ask("cancelSchedule", 200, { of: held.id });
  await ask("deleteEndpoint", 200, { of: id });
  await playKeys({ ask });
}

async function playKeys({ ask }: Pick<Recorder, "ask">): Promise<void> {
  const deploy = { body: { name: "deploy", scopes: ["read", "write"] } };
  const once = { headers: { "idempotency-key": "deploy" } };
  const made = await ask("createApiKey", 201, { ...deploy, ...once });
  await ask("createApiKey", 200, { ...deploy, ...once });
  const asMade = { headers: { authorization: `Bearer ${made.key}` } };
  await ask("createApiKey", 403, { ...deploy, ...asMade });
  await ask("whoAmI", 200, asMade);
  await ask("whoAmI", 401, noKey);
  await ask("listApiKeys", 200, { query: "?limit=2" });
  await ask("listApiKeys", 403, asMade);
  await ask("getSigningSecrets", 403, asMade);
  await ask("rotateSigningSecrets", 403, asMade);
  await ask("deleteSigningSecrets", 403, asMade);
  const rotated = { of: made.id, headers: { "idempotency-key": "deploy-2" } };
  const { id } = await ask("rotateApiKey", 201, rotated);
  await ask("rotateApiKey", 200, rotated);
  await ask("rotateApiKey", 404, { of: "key_01J9ZK3F8Q4X7M2N5P6R8S9T0V" });
  await ask("revokeApiKey", 200, { of: id });
  await ask("revokeApiKey", 404, { of: "key_01J9ZK3F8Q4X7M2N5P6R8S9T0V" });
  await ask("getSigningSecrets", 200);
  await ask("rotateSigningSecrets", 200);
  await ask("deleteSigningSecrets", 200);
}

/** Calls the operations of figures and of the server itself. */
export async function playFigures({ ask }: Pick<Recorder, "ask">): Promise<void> {
  await ask("getOverview", 200);
  await ask("getOverview", 400, { query: "?period=1y" });
  await ask("getUsage", 200);
  await ask("getUsage", 401, noKey);
  await ask("getLedger", 200);
  await ask("getLedger", 400, { query: "?from=yesterday" });
  await ask("getPunctuality", 200);
  await ask("getPunctuality", 400, { query: "?period=1y" });
  for (const id of [
    "getHealth",
    "getReadiness",
    "getMetricsJson",
    "getMetrics",
    "getReference",
    "getOpenapi",
  ] as const) {
    await ask(id, 200);
    await ask(id, 400, { query: "?verbose=1" });
  }
}
