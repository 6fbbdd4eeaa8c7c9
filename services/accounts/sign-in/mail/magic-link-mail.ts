/** A mail as it is queued. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Writes the mail with a link to sign in. */
export function magicLinkMail(to: string, link: string): Mail {
  return {
    to,
    subject: "Your link to sign in to Landfall",
    text: [
      "Somebody, probably you, asked to sign in to Landfall with this address.",
      "",
      link,
      "",
      "The link works once, for 15 minutes. If it was not you, do nothing: nobody is signed in without it.",
      "",
    ].join("\n"),
  };
}

/** Encodes a mail for the queue. */
export function packMail(mail: Mail): Buffer {
  return Buffer.from(JSON.stringify(mail));
}

/** Decodes what `packMail` encoded. */
export function unpackMail(packed: Buffer): Mail {
  return JSON.parse(packed.toString());
}
