/** Settings of sign-in, as far as HTTP goes. */
export interface SignInSettings {
  /** Origin of this server as browsers know it, such as `https://landfall.example`. */
  readonly publicUrl: string;
}

/** Names and attributes of the cookies. */
export interface CookieNames {
  readonly session: string;
  readonly magic: string;
  readonly attributes: string;
}

/** Returns the names of the cookies: over https with the prefix that ties them to this host (RFC 6265bis, 4.1.3). */
export function cookieNames({ publicUrl }: SignInSettings): CookieNames {
  const isSecure = publicUrl.startsWith("https:");
  return {
    session: isSecure ? "__Host-landfall_session" : "landfall_session",
    magic: "landfall_magic",
    attributes: `Path=/; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`,
  };
}

/** The value of a cookie in a `Cookie` header; undefined: it is not there, or there twice. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  const values = (header ?? "").split(";").flatMap((pair) => {
    const at = pair.indexOf("=");
    return pair.slice(0, at).trim() === name ? [pair.slice(at + 1).trim()] : [];
  });
  return values.length === 1 ? values[0] : undefined;
}
