import type { CreateEndpointRequest, Endpoint, UpdateEndpointRequest } from "../../sdk.ts";

/** The form of a profile as it is typed; empty stands for the default. */
export interface EndpointWords {
  readonly url: string;
  readonly name: string;
  readonly description: string;
  readonly timeout: string;
  readonly maxPerSecond: string;
  readonly maxConcurrency: string;
  readonly maxAttempts: string;
  readonly base: string;
  /** "Name: value", a line each; they replace all that there are. Empty: those stay. */
  readonly headers: string;
}

/** The form of a profile as it is; of none. */
export function wordsOf(endpoint: Endpoint | null): EndpointWords {
  return {
    url: endpoint?.url ?? "",
    name: endpoint?.name ?? "",
    description: endpoint?.description ?? "",
    timeout: endpoint?.timeout ?? "",
    maxPerSecond: endpoint?.max_per_second?.toString() ?? "",
    maxConcurrency: endpoint?.max_concurrency?.toString() ?? "",
    maxAttempts: endpoint?.retry_policy?.max_attempts?.toString() ?? "",
    base: endpoint?.retry_policy?.base ?? "",
    headers: "",
  };
}

/** Puts what was typed on top of a newer version: fields that were not touched follow it. */
export function rebased(words: EndpointWords, from: EndpointWords, to: EndpointWords): EndpointWords {
  const pick = (name: keyof EndpointWords) => (words[name] === from[name] ? to[name] : words[name]);
  return {
    url: pick("url"),
    name: pick("name"),
    description: pick("description"),
    timeout: pick("timeout"),
    maxPerSecond: pick("maxPerSecond"),
    maxConcurrency: pick("maxConcurrency"),
    maxAttempts: pick("maxAttempts"),
    base: pick("base"),
    headers: pick("headers"),
  };
}

/** Finds what differs from the profile, as a change of it; members of its policy that the form does not show stay. */
export function changeOf(words: EndpointWords, before: Endpoint | null): UpdateEndpointRequest {
  const old = wordsOf(before);
  const changed = (name: keyof EndpointWords) => words[name].trim() !== old[name];
  const text = (name: keyof EndpointWords) => words[name].trim() || null;
  return {
    ...(changed("url") && { url: words.url.trim() }),
    ...(changed("name") && { name: text("name") }),
    ...(changed("description") && { description: text("description") }),
    ...(changed("timeout") && { timeout: text("timeout") }),
    ...(changed("maxPerSecond") && { max_per_second: numberOf(words.maxPerSecond) }),
    ...(changed("maxConcurrency") && { max_concurrency: numberOf(words.maxConcurrency) }),
    ...((changed("maxAttempts") || changed("base")) && { retry_policy: policyOf(words, before) }),
    ...(changed("headers") && { headers: headersOf(words.headers) }),
  };
}

/** A new profile. @param secret true: it has one of its own */
export function requestOf(words: EndpointWords, secret: boolean): CreateEndpointRequest & { url: string } {
  return { ...changeOf(words, null), url: words.url.trim(), ...(secret && { secret: "generate" }) };
}

function policyOf({ maxAttempts, base }: EndpointWords, before: Endpoint | null): Endpoint["retry_policy"] {
  const { max_attempts: _attempts, base: _base, ...rest } = before?.retry_policy ?? {};
  const attempts = numberOf(maxAttempts);
  const policy = {
    ...rest,
    ...(attempts !== null && { max_attempts: attempts }),
    ...(base.trim() !== "" && { base: base.trim() }),
  };
  return Object.keys(policy).length === 0 ? null : policy;
}

/** Numbers that are none, by their field: in JSON they would be null, which is the default. */
export function problemsOf(words: EndpointWords): Partial<Record<keyof EndpointWords, string>> {
  const numbers = ["maxPerSecond", "maxConcurrency", "maxAttempts"] as const;
  const wrong = numbers.filter((name) => !Number.isFinite(Number(words[name])));
  return Object.fromEntries(wrong.map((name) => [name, "This takes a number, or nothing."]));
}

function numberOf(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}

function headersOf(text: string): Record<string, string> {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf(":");
      return at < 0 ? [line.trim(), ""] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    }),
  );
}
