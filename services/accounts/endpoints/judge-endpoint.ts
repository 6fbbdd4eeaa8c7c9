import type { EndpointFields } from "../../../generated/rpc/landfall/accounts/v1/endpoint.ts";
import { type Destinations, judgeDestination } from "../../rules/judge-destination.ts";
import { judgeHeaders } from "../../rules/judge-headers.ts";
import { judgeRetryPolicy } from "../../rules/judge-retry-policy.ts";
import { judgeTimeout } from "../../rules/judge-timeout.ts";
import { ServiceError } from "../../runtime/errors.ts";
import type { KeyRing } from "../../runtime/sealing.ts";
import { type EndpointChange, endpointSealContext, packEndpointHeaders } from "../../store/for-accounts.ts";
import { judgeName } from "../judge-name.ts";
import { judgeSecretText } from "../secret-text.ts";
import { replacedSecret } from "./endpoint-secret.ts";

/** Dependencies of `judgeEndpoint`. */
export interface EndpointJudge {
  readonly keys: KeyRing;
  readonly destinations: Destinations;
}

const longestDescription = 1_000;
const mostPerSecond = 10_000;
const mostConcurrency = 10_000;

/** Checks each field of a profile, by the field's name in an update. */
const judgements = {
  name: ({ name }) => ({ name: name === undefined ? null : judgeName(name) }),
  description: ({ description }) => ({ description: judgeDescription(description) }),
  url: async ({ url }, { destinations }) => {
    if (url === undefined)
      throw new ServiceError("invalid_endpoint", "Give url, an absolute https URL.", "url");
    await judgeDestination(url, "url", destinations);
    return { url };
  },
  headers: ({ headers }, { keys }, id) => {
    const judged = judgeHeaders(headers);
    const packed = packEndpointHeaders(judged);
    return {
      headerNames: judged.map(([name]) => name),
      sealedHeaders: packed && keys.seal(packed, endpointSealContext(id, "headers")),
    };
  },
  timeout: ({ timeout }) => judgeTimeout(timeout),
  retry_policy: ({ retryPolicy }) => ({
    retryPolicy: retryPolicy === undefined ? null : JSON.stringify(judgeRetryPolicy(retryPolicy)),
  }),
  max_per_second: ({ maxPerSecond = null }) => {
    if (maxPerSecond !== null && !(maxPerSecond > 0 && maxPerSecond <= mostPerSecond)) {
      throw limit("max_per_second", `above 0, at most ${mostPerSecond}`);
    }
    return { maxPerSecond };
  },
  max_concurrency: ({ maxConcurrency = null }) => {
    if (maxConcurrency !== null && !(maxConcurrency >= 1 && maxConcurrency <= mostConcurrency)) {
      throw limit("max_concurrency", `from 1 to ${mostConcurrency}`);
    }
    return { maxConcurrency };
  },
  secret: ({ secret }, { keys }, id) =>
    replacedSecret(keys, id, secret === undefined ? null : judgeSecretText(secret)),
} as const satisfies Record<
  string,
  (fields: EndpointFields, judge: EndpointJudge, id: Buffer) => EndpointChange | Promise<EndpointChange>
>;

/** Every field of a profile, as an update names it. */
export const endpointPaths: readonly string[] = Object.keys(judgements);

/**
 * Checks the named fields. A field that is named but absent returns to its default. Resolves the host name of
 * the URL.
 *
 * @param id of the profile, for which its headers and secret are sealed
 * @throws ServiceError that names the first field at fault
 */
export async function judgeEndpoint(
  judge: EndpointJudge,
  id: Buffer,
  fields: EndpointFields,
  paths: readonly string[],
): Promise<EndpointChange> {
  let change: EndpointChange = {};
  for (const path of paths) {
    if (!isPath(path)) throw new ServiceError("unknown_field", `There is no field ${path} to update.`, path);
    change = { ...change, ...(await judgements[path](fields, judge, id)) };
  }
  return change;
}

function isPath(path: string): path is keyof typeof judgements {
  return Object.hasOwn(judgements, path);
}

function judgeDescription(description: string | undefined): string | null {
  if (description === undefined) return null;
  if (description.isWellFormed() && [...description].length <= longestDescription) return description;
  const message = `description may have at most ${longestDescription} characters.`;
  throw new ServiceError("invalid_parameter", message, "description");
}

function limit(param: string, range: string) {
  return new ServiceError("invalid_parameter", `${param} must be ${range}.`, param);
}
