import { isIP } from "node:net";
import {
  hasSpecialUseName,
  hasUsualForm,
  hostOf,
  type ListedEgressPolicy,
  needsAllowance,
  type Permission,
} from "./policy.ts";
import { type Asking, type Resolve, ResolveError, type ResolveFailure } from "./resolve.ts";

/**
 * Result of checking a destination. `url` is the normalized text that will be requested, without fragment.
 * `unresolved`: the name has no address now, or its lookup failed; every dial checks it again.
 * `isBeingAsked`: the lookup is still running; a later check may know more.
 */
export type DestinationCheck =
  | { ok: true; url: string; permission: "public" | "allowed" }
  | { ok: true; url: string; permission: "unresolved"; isBeingAsked: boolean }
  | { ok: false; code: "invalid_endpoint" | "endpoint_blocked"; message: string };

/** Limit for `endpoint`, applied to the text as given and as normalized (percent-encoded). */
const longestUrl = 2048;

/**
 * Characters that WHATWG parsing drops or rewrites silently (tabs, newlines, surrounding blanks,
 * backslashes), so that the URL requested is the URL that was read; and C1 controls, which nobody types on
 * purpose.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const silentlyRewritten = /[\u0000-\u0020\u007f-\u009f\\]/;

/** RFC 1035, 2.3.4, on the ASCII form without root dot; underscores occur in practice. */
const hostName = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

/**
 * Checks a URL by the API's rule for `endpoint`: absolute `https`, at most 2048 characters, port 443 or 80,
 * no user info, and a host that is, or resolves to, public unicast addresses only.
 *
 * If the host, or every address of it, is in the allow list, `http` and any port are accepted; a
 * special-use name (`special-use.ts`) is accepted only then. A name whose lookup failed is accepted if
 * there is an allow list that it may belong to: a short outage of a name server is no reason for a final
 * refusal. Hosts are parsed as in WHATWG URL, so `0x7f.1`, `127.1` and full-width digits are addresses.
 * Addresses are never looked up. Never throws.
 */
export async function checkDestination(
  text: string,
  policy: ListedEgressPolicy,
  resolve: Resolve,
  asking: Asking = {},
): Promise<DestinationCheck> {
  const url = parseDestination(text);
  if (typeof url === "string") return { ok: false, code: "invalid_endpoint", message: url };

  const host = hostOf(url);
  const literal = isIP(host) !== 0;
  if (!literal && !hostName.test(host.replace(/\.$/, ""))) return invalid("the host name is not a valid one");
  // No lookup could make it valid, so none is made.
  const mayBeAllowed = policy.allowsAny || !needsAllowance(url);
  const found = literal
    ? { addresses: [host], failure: null }
    : mayBeAllowed
      ? await lookUp(host, resolve, asking)
      : unasked;
  const permissions = found.addresses.map((address) => policy.permits(address));
  const unsaid = found.failure === "passing" || found.failure === "asked";

  if (verdict(permissions) !== "allowed" && !(unsaid && policy.allowsAny)) {
    if (!hasUsualForm(url)) return invalid("must be an https URL on port 443 or 80");
    if (hasSpecialUseName(url))
      return blocked(
        "the host is a name for use inside a network, which must resolve, and to addresses of EGRESS_ALLOW alone",
      );
  }
  if (permissions.includes("blocked")) return blocked("the host is not a public unicast address");
  const permission = verdict(permissions);
  if (permission !== "unresolved") return { ok: true, url: url.href, permission };
  return { ok: true, url: url.href, permission, isBeingAsked: found.failure === "asked" };
}

interface Found {
  readonly addresses: readonly string[];
  /** Null if it has addresses. */
  readonly failure: ResolveFailure | null;
}

const unasked: Found = { addresses: [], failure: "none" };

async function lookUp(host: string, resolve: Resolve, asking: Asking): Promise<Found> {
  try {
    return { addresses: await resolve(host, asking), failure: null };
  } catch (error) {
    // A name that does not resolve now may resolve later; refusing it would make creates depend on DNS.
    return { addresses: [], failure: error instanceof ResolveError ? error.failure : "passing" };
  }
}

/** The URL without its fragment, or the reason why it is invalid. */
function parseDestination(text: string): URL | string {
  if (text.length > longestUrl) return `must be at most ${longestUrl} characters`;
  if (silentlyRewritten.test(text)) return "must not contain blanks, control characters or backslashes";
  if (!text.isWellFormed()) return "must be well-formed Unicode";
  // WHATWG also parses `https:x` and `https:///x` as host x.
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1];
  const url = authority === undefined ? null : URL.parse(text);
  if (authority === undefined || url === null) return "must be an absolute https URL";
  // An empty user (`https://@host`) is not visible in the parsed URL.
  if (authority.includes("@")) return "must not contain a user name or password";
  url.hash = "";
  if (url.href.length > longestUrl) return `must be at most ${longestUrl} characters once encoded`;
  return url;
}

function verdict(permissions: readonly Permission[]): "public" | "allowed" | "unresolved" {
  if (permissions.length === 0) return "unresolved";
  return permissions.every((each) => each === "allowed") ? "allowed" : "public";
}

function blocked(message: string): DestinationCheck {
  return { ok: false, code: "endpoint_blocked", message };
}

function invalid(message: string): DestinationCheck {
  return { ok: false, code: "invalid_endpoint", message };
}
