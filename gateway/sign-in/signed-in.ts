import { cookieNames, type SignInSettings } from "./settings.ts";

const sessionSeconds = 90 * 86_400;

/** The reply that starts a session and goes on to the console. */
export function signedIn(settings: SignInSettings, token: string) {
  const { session, magic, attributes } = cookieNames(settings);
  const headers = {
    Location: "/",
    "Set-Cookie": [
      `${session}=${token}; Max-Age=${sessionSeconds}; ${attributes}`,
      `${magic}=; Max-Age=0; ${attributes}`,
    ],
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
  };
  return { status: 302, body: undefined, headers } as const;
}
