import { type ContractDocument, operationsOf } from "./document.ts";

const headers = {
  RateLimit: { $ref: "#/components/headers/RateLimit" },
  "RateLimit-Policy": { $ref: "#/components/headers/RateLimitPolicy" },
};

/**
 * Documents the rate limit headers on each answer of each operation that needs a key, instead of repeating
 * the same two lines in every file of `paths/`. An answer without a known key (401) has none.
 */
export function documentRateLimits(bundle: ContractDocument): void {
  for (const { operation } of operationsOf(bundle)) {
    if (operation["x-scope"] === undefined) continue;
    for (const response of Object.values(operation.responses)) {
      if (!("$ref" in response)) response.headers = { ...toObject(response.headers), ...headers };
    }
  }
  const ofKeys = JSON.stringify([...operationsOf(bundle)].filter(({ operation }) => operation["x-scope"]));
  for (const [name, response] of Object.entries(bundle.components.responses)) {
    if (name !== "Unauthorized" && ofKeys.includes(`/responses/${name}"`))
      Object.assign(response, { headers: { ...toObject(response.headers), ...headers } });
  }
}

function toObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
