import type { Mail } from "./magic-link-mail.ts";

/** Sends one mail. @throws when the server does not take it, or does not answer in time */
export type SendMail = (mail: Mail) => Promise<void>;

/** A client of a mail server. */
export interface Smtp {
  readonly send: SendMail;
  close(): void;
}

const connectMs = 10_000;
const answerMs = 20_000;

/**
 * Opens a client of the server at `smtp://user:password@host:port` (STARTTLS where the server has it) or `smtps://`.
 * Loads the mail library, which nothing else needs.
 *
 * @param from the address that mails come from, with a name if it has one
 */
export async function openSmtp(url: string, from: string): Promise<Smtp> {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: answerMs,
    // The text of a mail is ours alone: no file and no URL is ever read into one.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({ from, to: { name: "", address: to }, subject, text });
    },
    close: () => transport.close(),
  };
}
