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
 * Describes what the API answers about a destination. `url` is the normalised text that will be requested,
 * without fragment. `unresolved`: the name has no address now, or nobody could say; it is judged at every dial anyway.
 * `isBeingAsked`: whoever waits and asks again may hear more.
 */
export type DestinationCheck =
  | { ok: true; url: string; permission: "public" | "allowed" }
  | { ok: true; url: string; permission: "unresolved"; isBeingAsked: boolean }
  | { ok: false; code: "invalid_endpoint" | "endpoint_blocked"; message: string };

/** Limits an `endpoint`; holds for the text as given and as normalised (percent-encoded). */
const longestUrl = 2048;

/**
 * What WHATWG parsing drops or rewrites in silence (tabs, newlines, blanks around, backslashes), so
 * that what was checked by eye is what is requested; and C1 controls, which nobody types on purpose.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
const silentlyRewritten = /[\u0000-\u0020\u007f-\u009f\\]/;

/** RFC 1035, 2.3.4, on the ASCII form, root dot removed; underscores occur in practice. */
const hostName = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;

/**
 * Judges a URL by the API's rule for `endpoint`: absolute `https`, at most 2048
 * characters, port 443 or 80, no user info, and a host that is, or resolves to, public unicast
 * addresses only. Where the host, or every address of it, is in the allow list, `http` and any
 * port are fine; a name for use inside a network (`special-use.ts`) is fine only there. What nobody could say anything
 * of now is accepted as long as there is an allow list that it may lie in: a name server that is away for a moment is no
 * reason to refuse for good. Hosts are read as WHATWG URL reads them, so `0x7f.1`, `127.1` and full-width digits are the
 * address that they mean. An address is never looked up. Never throws.
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
  // No answer could make it right: not even the look at its name is spent.
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
  /** Null: it has addresses. */
  readonly failure: ResolveFailure | null;
}

const unasked: Found = { addresses: [], failure: "none" };

async function lookUp(host: string, resolve: Resolve, asking: Asking): Promise<Found> {
  try {
    return { addresses: await resolve(host, asking), failure: null };
  } catch (error) {
    // A name that does not resolve today may tomorrow; refusing it would tie creating to DNS.
    return { addresses: [], failure: error instanceof ResolveError ? error.failure : "passing" };
  }
}

/** The URL, its fragment dropped, or the reason why it is none. */
function parseDestination(text: string): URL | string {
  if (text.length > longestUrl) return `must be at most ${longestUrl} characters`;
  if (silentlyRewritten.test(text)) return "must not contain blanks, control characters or backslashes";
  if (!text.isWellFormed()) return "must be well-formed Unicode";
  // WHATWG also reads `https:x` and `https:///x` as host x.
  const authority = /^https?:\/\/([^/?#]+)/i.exec(text)?.[1];
  const url = authority === undefined ? null : URL.parse(text);
  if (authority === undefined || url === null) return "must be an absolute https URL";
  // An empty user (`https://@host`) leaves no trace in the parsed URL.
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
