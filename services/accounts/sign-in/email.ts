import { createHash } from "node:crypto";
import type { ErrorCode } from "../../../generated/rpc/error-codes.ts";
import { ServiceError } from "../../runtime/errors.ts";

/** An address as it was written, and the key by which its owner is found. */
export interface Email {
  readonly address: string;
  /** SHA-256 of the address in lower case, 32 bytes. */
  readonly key: Buffer;
}

const mostCharacters = 254;
const mostLocalCharacters = 64;
/** A dot-atom and a domain with a dot (RFC 5321, 4.1.2), without quotes, comments, lists or control characters. */
const plain =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/**
 * Checks that a text is one plain address. Nothing but case and blanks around it is folded: `a+b@c.example` is
 * another one than `a@c.example`.
 *
 * @throws ServiceError `invalid_email`
 */
export function judgeEmail(text: string): Email {
  const address = text.trim();
  const local = address.slice(0, address.lastIndexOf("@"));
  const isLocalRight = local.length <= mostLocalCharacters && !/^\.|\.\.|\.$/.test(local);
  if (address.length > mostCharacters || !isLocalRight || !plain.test(address)) {
    const message = `email must be one address of at most ${mostCharacters} characters, such as ada@example.com.`;
    throw new ServiceError<ErrorCode>("invalid_email", message, "email");
  }
  return { address, key: createHash("sha256").update(address.toLowerCase()).digest() };
}
