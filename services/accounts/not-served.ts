import { ConfigError } from "../runtime/config.ts";

/** Settings of sign-in, billing and other names of the API, none of which is served yet. */
const notServed = [
  ...["SIGN_IN", "SIGN_UP", "SMTP_URL", "MAIL_FROM", "COMPAT_API"],
  ...["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET", "GOOGLE_ISSUER"],
  ...["GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET", "GITHUB_URL", "GITHUB_API_URL"],
  ...["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET", "STRIPE_API_URL"],
];

/**
 * Refuses settings of what is not served yet, so that nobody runs a service in the belief that people can sign in or
 * are billed. Empty counts as unset.
 *
 * @throws ConfigError in one line
 */
export function refuseNotServed(environment: Readonly<Record<string, string | undefined>>): void {
  const named = notServed.filter((name) => (environment[name] ?? "") !== "");
  if (named.length > 0) throw new ConfigError(`${named.join(", ")} must not be set: not served yet`);
}
