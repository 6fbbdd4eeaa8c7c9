import { leave } from "../imported.ts";
import { curlWithoutEffect } from "./curl-without-effect.ts";
import { Draft } from "./draft.ts";
import { noted, type OptionRule, outputTo, readOptions, refused, secondsOf, value } from "./options.ts";
import type { CommandRequest } from "./request-of.ts";

/** Reads the arguments of `curl`. @throws NotImportable for options that a delivery cannot follow */
export function readCurl(words: readonly string[]): CommandRequest {
  const draft = new Draft();
  readOptions(words, { ...curlWithoutEffect, ...rules }, draft);
  const globbing = !words.some((word) => word === "--globoff" || /^-[a-zA-Z#]*g/.test(word));
  if (globbing && /[[\]{}]/.test(draft.url ?? "")) leave("its URL stands for several: [ ] or { }");
  return draft.finish();
}

/** Sets headers as curl does: `Name: value`, `Name;` for an empty one, `Name:` to remove one. */
function header(draft: Draft, line: string): void {
  if (line.startsWith("@")) leave("its headers are read from a file");
  const match = /^([^:;]+)(?::\s*([\s\S]*)|;\s*)$/.exec(line.trim());
  if (match === null) leave(`“${line}” is no header`);
  const [, name = "", text] = match ?? [];
  if (text === "") draft.drop(name.trim());
  else draft.header(name.trim(), (text ?? "").trim());
}

function data(draft: Draft, text: string): void {
  if (text.startsWith("@")) leave("its body is read from a file at each run");
  draft.data.push(text);
}

/** `content`, `=content` or `name=content`: the part after the first `=` is encoded. */
function encoded(draft: Draft, text: string): void {
  const match = /^([^=@]*)([=@])([\s\S]*)$/.exec(text);
  if (match?.[2] === "@") leave("its body is read from a file at each run");
  const [, name = "", , content = text] = match ?? [];
  const form = new URLSearchParams({ x: content }).toString().slice("x=".length);
  draft.data.push(name === "" ? form : `${name}=${form}`);
}

function json(draft: Draft, text: string): void {
  if (text.startsWith("@")) leave("its body is read from a file at each run");
  // Several are concatenated, while --data joins them with &.
  const before = draft.data.pop() ?? "";
  draft.data.push(before + text);
  draft.header("content-type", "application/json", true);
  draft.header("accept", "application/json", true);
}

function cookie(draft: Draft, text: string): void {
  if (!text.includes("=")) leave("its cookies are read from a file");
  draft.header("Cookie", text);
}

const rules: Readonly<Record<string, OptionRule>> = {
  ...both(
    "-X",
    "--request",
    value((draft, text) => {
      draft.method = text;
    }),
  ),
  ...both("-H", "--header", value(header)),
  ...both("-d", "--data", value(data)),
  "--data-ascii": value(data),
  "--data-binary": value(data),
  "--data-raw": value((draft, text) => {
    draft.data.push(text);
  }),
  "--data-urlencode": value(encoded),
  "--json": value(json),
  ...both("-G", "--get", {
    takes: "nothing",
    run: (draft) => {
      draft.dataInUrl = true;
    },
  }),
  "--url": value((draft, text) => draft.destination(text)),
  ...both(
    "-u",
    "--user",
    value((draft, text) => {
      if (!text.includes(":")) leave("it asks for a password");
      draft.user = text;
    }),
  ),
  "--oauth2-bearer": value((draft, text) => draft.header("Authorization", `Bearer ${text}`)),
  ...both(
    "-A",
    "--user-agent",
    value((draft, text) => draft.header("User-Agent", text)),
  ),
  ...both(
    "-e",
    "--referer",
    value((draft, text) => draft.header("Referer", text)),
  ),
  ...both("-b", "--cookie", value(cookie)),
  ...both(
    "-m",
    "--max-time",
    value((draft, text) => {
      draft.maxSeconds = secondsOf("--max-time", text);
    }),
  ),
  "--retry": value((draft, text) => {
    draft.retries = Math.floor(secondsOf("--retry", text));
  }),
  "--retry-delay": value((draft, text) => {
    draft.retryDelaySeconds = secondsOf("--retry-delay", text);
  }),
  ...both(
    "-o",
    "--output",
    value((_draft, file) => outputTo(file)),
  ),
  ...both("-L", "--location", noted("redirects are not followed: name where it ends up")),
  ...both("-k", "--insecure", noted("the certificate is checked: -k is not kept")),
  ...both("-I", "--head", refused("it asks with HEAD, which deliveries do not have")),
  ...both("-O", "--remote-name", refused("its output goes to a file")),
  ...both("-F", "--form", refused("it sends a multipart form")),
  ...both("-T", "--upload-file", refused("it sends a file")),
  ...both("-x", "--proxy", refused("it goes through a proxy")),
  ...both("-K", "--config", refused("its options are read from a file")),
  ...both("-n", "--netrc", refused("its password is read from a file")),
  ...both("-E", "--cert", refused("it shows a certificate of its own")),
  ...both(
    "-c",
    "--cookie-jar",
    value((_draft, file) => outputTo(file)),
  ),
  ...both(
    "-D",
    "--dump-header",
    value((_draft, file) => outputTo(file)),
  ),
};

function both(short: string, name: string, rule: OptionRule): Record<string, OptionRule> {
  return { [short]: rule, [name]: rule };
}
