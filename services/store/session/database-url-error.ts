/** Says what is wrong with a URL, to follow "DATABASE_URL". It never repeats the URL, which holds a password. */
export class DatabaseUrlError extends Error {
  override readonly name = "DatabaseUrlError";
}
