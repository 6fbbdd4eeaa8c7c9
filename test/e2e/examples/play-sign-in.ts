import { type MailServer, tokenIn } from "../../services/fixtures/mail-server.ts";
import type { Recorder } from "./exchange.ts";

const invented = `?token=${"x".repeat(43)}`;
const nobody = { authorization: "" };

/** Signs a person in, and calls every operation of sign-in. */
export async function playSignIn(
  { ask }: Pick<Recorder, "ask">,
  url: string,
  mails: MailServer,
): Promise<void> {
  const email = "ada@example.com";
  await ask("startMagicLink", 202, { body: { email }, headers: nobody });
  await ask("startMagicLink", 400, { body: { email: "ada" }, headers: nobody });
  const query = `?token=${tokenIn(await mails.mail(email, 1))}`;
  await ask("openMagicLink", 200, { query, headers: nobody });
  await ask("openMagicLink", 400, { query: invented, headers: nobody });
  await ask("confirmMagicLink", 400, { query: invented, headers: { ...nobody, origin: url } });
  await ask("confirmMagicLink", 403, { query, headers: nobody });
  const signedIn = await fetch(`${url}/v1/auth/magic/verify${query}`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: url },
  });
  const [cookie = ""] = signedIn.headers.getSetCookie();
  const session = { ...nobody, cookie: cookie.split(";")[0] ?? "", origin: url, "landfall-mode": "test" };
  await ask("getMe", 200, { headers: session });
  await ask("getMe", 401, { headers: nobody });
  await ask("updateMe", 200, { body: { display_name: "Ada" }, headers: session });
  await ask("updateMe", 403, { body: { display_name: "Ada" } });
  await ask("logOut", 204, { headers: session });
  await ask("logOut", 401, { headers: session });
}
