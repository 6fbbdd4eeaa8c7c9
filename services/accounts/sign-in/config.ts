import { ConfigError } from "../../runtime/config.ts";

/** Settings of sign-in, from the environment. */
export interface SignInConfig {
  readonly publicUrl: string;
  readonly signUp: "open" | "closed";
  readonly smtpUrl: string;
  readonly mailFrom: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of sign-in alone; `PUBLIC_URL` is of others, too. */
const own = ["SIGN_UP", "SMTP_URL", "MAIL_FROM"] as const;
/** Settings that belong to features that are not served yet; setting one is refused. */
const notServed = [
  ...["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET", "GOOGLE_ISSUER"],
  ...["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET", "GITHUB_URL", "GITHUB_API_URL"],
  ...["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_URL", "COMPAT_API"],
];

/**
 * Reads the settings of sign-in; null: nobody signs in. Empty counts as unset.
 *
 * @throws ConfigError naming all faults in one line, also settings of what is not served yet, and settings of sign-in
 * while it is off
 */
export function readSignInConfig(environment: Environment): SignInConfig | null {
  const given = (name: string) => environment[name] ?? "";
  const faults = notServed.filter((name) => given(name) !== "").map((name) => `${name} is not served yet`);
  const methods = given("SIGN_IN")
    .split(/[\s,]+/)
    .filter((method) => method !== "");
  for (const method of methods) {
    if (method === "google" || method === "github") faults.push(`SIGN_IN=${method} is not served yet`);
    else if (method !== "magic") faults.push("SIGN_IN must be magic, or empty");
  }
  if (methods.length === 0) {
    faults.push(...own.filter((name) => given(name) !== "").map((name) => `${name} needs SIGN_IN`));
  } else faults.push(...faultsOfMagic(given));
  if (faults.length > 0) throw new ConfigError(faults.join("; "));
  if (methods.length === 0) return null;
  return {
    publicUrl: new URL(given("PUBLIC_URL")).origin,
    signUp: given("SIGN_UP") === "closed" ? "closed" : "open",
    smtpUrl: given("SMTP_URL"),
    mailFrom: given("MAIL_FROM"),
  };
}

function faultsOfMagic(given: (name: string) => string): string[] {
  const faults: string[] = [];
  if (!isPublicUrl(given("PUBLIC_URL"))) {
    faults.push("PUBLIC_URL must be an https origin, or an http one on the loopback, without a path");
  }
  if (!["", "open", "closed"].includes(given("SIGN_UP"))) faults.push("SIGN_UP must be open or closed");
  if (!/^smtps?:\/\/[^\s]+$/.test(given("SMTP_URL"))) faults.push("SMTP_URL must be smtp:// or smtps://");
  if (!/^[^\r\n]*[^\s@]+@[^\s@]+$/.test(given("MAIL_FROM").replace(/>$/, ""))) {
    faults.push("MAIL_FROM must be an address");
  }
  return faults;
}

function isPublicUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  if (pathname !== "/" || search + hash + username + password !== "") return false;
  const isLoopback =
    hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
  return protocol === "https:" || (protocol === "http:" && isLoopback);
}
