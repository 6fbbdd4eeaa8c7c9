import type { Handler } from "../../handler.ts";
import { toEndpoint } from "../../translate/endpoints/endpoint.ts";
import { toPage, toPageRequest } from "../../translate/page.ts";

/** GET /v1/endpoints */
export const listEndpoints: Handler<"listEndpoints"> = async (call, { accounts }) => {
  const { query, caller, scopes, requestId } = call;
  const request = { caller, ...toPageRequest(query), search: query.q };
  const response = await accounts.listEndpoints(request, { requestId });
  const showSecrets = scopes.includes("admin");
  const data = response.endpoints.map((endpoint) => toEndpoint(endpoint, showSecrets));
  return { status: 200, body: toPage(data, response) };
};
