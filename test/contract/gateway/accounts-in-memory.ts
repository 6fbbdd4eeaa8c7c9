import type { AccountsServiceService, ApiKey } from "../../../generated/rpc/landfall/accounts/v1/accounts.ts";
import { Mode } from "../../../generated/rpc/landfall/accounts/v1/caller.ts";
import {
  BreakerState,
  type Endpoint,
  type EndpointFields,
  EndpointState,
} from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { ServiceError } from "../../../services/runtime/errors.ts";
import type { RpcHandlers } from "../../../services/runtime/rpc/implement.ts";
import { at, endpointOf } from "./samples.ts";

/** Describes what accounts was asked, and what it holds. */
export interface AccountsMemory {
  readonly authenticateCalls: string[];
  /** Texts of keys that are valid no more. */
  readonly revoked: Set<string>;
  readonly endpoints: Map<string, { endpoint: Endpoint; fields: EndpointFields }>;
  readonly updatePaths: string[][];
  lastList: unknown;
}

interface Target {
  readonly id: string;
  readonly ifVersion?: number | undefined;
}

const secret = {
  id: "sec_1",
  secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
  createdAtMs: at,
};

const apiKey: ApiKey = {
  id: "key_1",
  name: "deploy",
  mode: Mode.TEST,
  scopes: ["read", "write"],
  hint: "sk_test_AbCd...WxYz",
  createdAtMs: at,
};

/** Of a rotation: "again" has rotated before, "reused" something else. */
function rotatedBefore(idempotencyKey: string | undefined): boolean {
  if (idempotencyKey === "reused") {
    throw new ServiceError("idempotency_key_reused", "Take a new one.", "idempotency_key");
  }
  return idempotencyKey === "again";
}

/** The smallest accounts service that could be. */
export function accountsInMemory(memory: AccountsMemory): RpcHandlers<typeof AccountsServiceService> {
  const secrets = { current: secret, next: secret, previous: { ...secret, expiresAtMs: at } };
  const find = (id: string) => {
    const found = memory.endpoints.get(id);
    if (found === undefined) throw new ServiceError("endpoint_not_found", "None has this id.");
    return found;
  };
  const change = async ({ id, ifVersion }: Target, next: Partial<Endpoint>) => {
    const found = find(id);
    if (ifVersion !== undefined && ifVersion !== found.endpoint.version) {
      throw new ServiceError("version_mismatch", "The profile has another version.");
    }
    found.endpoint = { ...found.endpoint, ...next, version: found.endpoint.version + 1 };
    return found.endpoint;
  };
  return {
    authenticate: async ({ apiKey: text }) => {
      memory.authenticateCalls.push(text);
      const valid = text.startsWith("sk_") && !memory.revoked.has(text);
      if (!valid) throw new ServiceError("invalid_api_key", "Unknown.");
      const scopes = text.includes("reader")
        ? ["read"]
        : text.includes("writer")
          ? ["read", "write"]
          : ["read", "write", "replay", "admin"];
      const projectId = text.includes("other") ? "prj_2" : "prj_1";
      return { caller: { projectId, mode: Mode.TEST }, keyId: `key_of_${text}`, scopes };
    },
    describeKey: async ({ keyId }) => ({
      apiKey: { ...apiKey, id: keyId, scopes: keyId.includes("writer") ? ["write"] : ["read", "admin"] },
      projectId: "prj_1",
      projectName: "Anvils",
      nowMs: at,
    }),
    getSigningSecrets: async () => secrets,
    rotateSigningSecrets: async ({ idempotencyKey }) => ({
      ...secrets,
      madeBefore: rotatedBefore(idempotencyKey),
    }),
    deleteSigningSecrets: async () => ({ current: undefined, next: undefined, previous: undefined }),
    createApiKey: async ({ name, scopes, idempotencyKey }) => ({
      apiKey: { ...apiKey, name, scopes },
      secret: "sk_test_new",
      madeBefore: idempotencyKey === "again",
    }),
    listApiKeys: async (request) => {
      memory.lastList = request;
      return {
        apiKeys: [apiKey, { ...apiKey, lastUsedAtMs: at, revokedAtMs: at }],
        nextCursor: "next",
        total: request.includeTotal ? 2 : undefined,
      };
    },
    rotateApiKey: async ({ idempotencyKey }) => ({
      apiKey,
      secret: "sk_test_new",
      madeBefore: rotatedBefore(idempotencyKey),
    }),
    revokeApiKey: async () => ({ ...apiKey, revokedAtMs: at }),
    createEndpoint: async ({ fields, idempotencyKey }) => {
      if (fields === undefined) throw new Error("no fields");
      const endpoint = endpointOf(`ep_${String(memory.endpoints.size).padStart(26, "0")}`, fields);
      memory.endpoints.set(endpoint.id, { endpoint, fields });
      const changed = idempotencyKey?.startsWith("changed") ? { version: 2 } : {};
      return {
        ...endpoint,
        ...changed,
        madeBefore: idempotencyKey !== undefined && idempotencyKey !== "new",
      };
    },
    getEndpoint: async ({ id }) => find(id).endpoint,
    listEndpoints: async (request) => {
      memory.lastList = request;
      const endpoints = [...memory.endpoints.values()].slice(0, request.limit);
      return { endpoints: endpoints.map(({ endpoint }) => endpoint) };
    },
    updateEndpoint: async (request) => {
      memory.updatePaths.push(request.paths);
      if (request.fields !== undefined) find(request.id).fields = request.fields;
      return change(request, {});
    },
    deleteEndpoint: async (request) => {
      const endpoint = await change(request, {});
      memory.endpoints.delete(request.id);
      return endpoint;
    },
    enableEndpoint: (request) => change(request, { state: EndpointState.ENABLED }),
    disableEndpoint: (request) => change(request, { state: EndpointState.DISABLED }),
    rotateEndpointSecret: async (request) => ({
      ...(await change(request, { secret: secret.secret, breakerState: BreakerState.HALF_OPEN })),
      madeBefore: rotatedBefore(request.idempotencyKey),
    }),
  };
}
