import type {
  TestEndpointRequest,
  TestEndpointResponse,
} from "../../../generated/rpc/landfall/dispatcher/v1/dispatcher.ts";
import { ownerOf } from "../../rules/caller.ts";
import { newUlid, parsePrefixedId, prefixedId } from "../../runtime/ulid.ts";
import { endpointNotFound, loadEndpoints } from "../../store/for-dispatcher.ts";
import { snippetText } from "../answer/attempt-message.ts";
import { attemptHeaders } from "../attempt/request/headers.ts";
import { productVersion } from "../attempt/request/product-version.ts";
import { type AttemptResult, attemptError } from "../attempt/result.ts";
import { openProfile } from "../dispatch/profile.ts";
import { Secrets } from "../dispatch/secrets.ts";
import type { RpcParts } from "./rpc-parts.ts";

/** Well below the deadline of the caller's RPC, whatever timeout the profile sets. */
const longestMs = 8_000;

/**
 * Sends one test request to a profile, in the form of a delivery, and returns the result. Stores nothing.
 * Its ids are random, so that a receiver does not confuse it with a real delivery.
 *
 * @throws ServiceError `endpoint_not_found`
 */
export async function testEndpoint(
  parts: RpcParts,
  request: TestEndpointRequest,
): Promise<TestEndpointResponse> {
  const { store, clock, aheadMs, keys, sender } = parts;
  const owner = ownerOf(request.caller);
  const id = parsePrefixedId("ep", request.id);
  const [record] = id ? await loadEndpoints(store, [id]) : [];
  const isOwn =
    record?.projectId.equals(owner.projectId) && record.mode === owner.mode && record.deletedAt === null;
  if (!record || !isOwn) throw endpointNotFound();
  const now = clock.now();
  const profile = openProfile(record, keys, now);
  const secrets = new Secrets(store, keys, clock);
  await secrets.prepare([owner.projectId]);
  const signing = profile.secrets ?? secrets.of(owner.projectId);
  if (!signing) throw new Error("no key in SEALING_KEYS opens the project's signing secrets");
  const body = Buffer.from(JSON.stringify({ type: "test" }));
  const deliveryId = prefixedId("dlv", newUlid(now));
  const result = await sender.send({
    url: profile.url,
    method: "POST",
    headers: attemptHeaders({
      traceparent: null,
      deliveryId,
      scheduleId: prefixedId("sch", newUlid(now)),
      attempt: 1,
      scheduledForAt: now,
      headers: profile.headers,
      contentType: "application/json",
      secrets: signing,
      version: productVersion,
      content: { messageId: deliveryId, timestampSeconds: Math.floor((now - aheadMs()) / 1_000), body },
    }),
    body,
    timeoutMs: Math.min(profile.timeoutMs ?? longestMs, longestMs),
    connections: `test ${profile.destination}`,
    asker: owner.projectId.toString("hex"),
  });
  return toMessage({ ...result, startedAt: result.startedAt + aheadMs() });
}

function toMessage(result: AttemptResult): TestEndpointResponse {
  const answered = result.statusCode !== null;
  return {
    startedAtMs: result.startedAt,
    durationMs: result.durationMs,
    statusCode: result.statusCode ?? undefined,
    error: attemptError(result) ?? undefined,
    responseBytes: answered ? result.responseBytes : undefined,
    responseSnippet: answered && result.snippet.length > 0 ? snippetText(result.snippet) : undefined,
  };
}
