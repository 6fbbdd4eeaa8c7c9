/**
 * The reason why a URL is invalid, to follow "DATABASE_URL". Never repeats the URL, which contains a
 * password.
 */
export class DatabaseUrlError extends Error {
  override readonly name = "DatabaseUrlError";
}
