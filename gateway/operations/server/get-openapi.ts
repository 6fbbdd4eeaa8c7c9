import { readFileSync } from "node:fs";
import type { Handler } from "../../handler.ts";

/** The contract of `/v1`, as it is generated. */
export const openapiDocument: Record<string, unknown> = JSON.parse(
  readFileSync(new URL("../../../generated/openapi/openapi.json", import.meta.url), "utf8"),
);

/** GET /openapi.json */
export const getOpenapi: Handler<"getOpenapi"> = async () => ({ status: 200, body: openapiDocument });
