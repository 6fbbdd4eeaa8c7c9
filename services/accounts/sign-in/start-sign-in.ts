import type { Logger } from "../../runtime/logging/logger.ts";
import { startLoop } from "../../runtime/process/loop.ts";
import type { KeyRing } from "../../runtime/sealing.ts";
import type { Clock } from "../../runtime/time/clock.ts";
import type { Store } from "../../store/for-accounts.ts";
import type { SignInConfig } from "./config.ts";
import { sendDueMail } from "./mail/send-due-mail.ts";
import { openSmtp } from "./mail/smtp.ts";
import { purgePeople } from "./purge-people.ts";
import type { SignIn } from "./sign-in.ts";

/** The running parts of sign-in. */
export interface RunningSignIn {
  /** Null: nobody signs in, and nothing runs. */
  readonly signIn: SignIn | null;
  /** Finishes the mails that are being sent. */
  stop(): Promise<void>;
}

/** Starts the loops that send mail and delete what has expired. */
export async function startSignIn(
  config: SignInConfig | null,
  parts: { readonly store: Store; readonly clock: Clock; readonly keys: KeyRing; readonly log: Logger },
): Promise<RunningSignIn> {
  if (config === null) return { signIn: null, stop: async () => undefined };
  const { publicUrl, signUp } = config;
  const { store, clock, log } = parts;
  const smtp = await openSmtp(config.smtpUrl, config.mailFrom);
  const mail = startLoop({
    name: "send-due-mail",
    clock,
    log,
    runOnce: () => sendDueMail({ ...parts, signUp, send: smtp.send }),
  });
  const purge = startLoop({
    name: "purge-people",
    clock,
    log,
    runOnce: () => purgePeople(store, clock.now()),
  });
  return {
    signIn: { publicUrl, signUp, wakeMail: mail.wake },
    async stop() {
      await purge.stop();
      await mail.stop();
      smtp.close();
    },
  };
}
