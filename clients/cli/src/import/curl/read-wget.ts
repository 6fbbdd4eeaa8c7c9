import { leave } from "../imported.ts";
import { Draft } from "./draft.ts";
import {
  ignored,
  noted,
  nothing,
  type OptionRule,
  outputTo,
  readOptions,
  refused,
  secondsOf,
  value,
} from "./options.ts";
import type { CommandRequest } from "./request-of.ts";

/** Reads the arguments of `wget`. @throws NotImportable for options that a delivery cannot follow */
export function readWget(words: readonly string[]): CommandRequest {
  const draft = new Draft();
  const login: Login = { user: null, password: "" };
  readOptions(words, rulesFor(login), draft);
  if (login.user !== null) draft.user = `${login.user}:${login.password}`;
  return draft.finish();
}

interface Login {
  user: string | null;
  password: string;
}

function rulesFor(login: Login): Readonly<Record<string, OptionRule>> {
  const user = value((_draft, text) => {
    login.user = text;
  });
  const password = value((_draft, text) => {
    login.password = text;
  });
  return {
    ...rules,
    "--user": user,
    "--http-user": user,
    "--password": password,
    "--http-password": password,
    "--http-passwd": password,
  };
}

const body = value((draft, text) => {
  draft.data.push(text);
});
const method = value((draft, text) => {
  draft.method = text;
});
const tries = value((draft, text) => {
  draft.retries = Math.max(0, Math.floor(secondsOf("--tries", text)) - 1);
});
const timeout = value((draft, text) => {
  draft.maxSeconds = secondsOf("--timeout", text);
});
const agent = value((draft, text) => draft.header("User-Agent", text));
const output = value((_draft, file) => outputTo(file));
const unchecked = noted("the certificate is checked: --no-check-certificate is not kept");
const spider = noted("it is sent as a GET; --spider asks with HEAD");

const rules: Readonly<Record<string, OptionRule>> = {
  "--post-data": body,
  "--body-data": body,
  "--method": method,
  "--header": value((draft, line) => {
    const match = /^([^:]+):\s*([\s\S]*)$/.exec(line);
    if (match === null) return leave(`“${line}” is no header`);
    draft.header((match[1] ?? "").trim(), (match[2] ?? "").trim());
  }),
  "-t": tries,
  "--tries": tries,
  "-T": timeout,
  "--timeout": timeout,
  "--read-timeout": ignored,
  "--connect-timeout": ignored,
  "--dns-timeout": ignored,
  "--waitretry": ignored,
  "-U": agent,
  "--user-agent": agent,
  "--referer": value((draft, text) => draft.header("Referer", text)),
  "-O": output,
  "--output-document": output,
  "-o": output,
  "--output-file": output,
  "-a": output,
  "--spider": spider,
  "--no-check-certificate": unchecked,
  "-i": refused("its URLs are read from a file"),
  "-r": refused("it fetches a whole site"),
  "-b": refused("it goes to the background"),
  "--post-file": refused("its body is read from a file at each run"),
  "--body-file": refused("its body is read from a file at each run"),
  ...Object.fromEntries(
    [
      "-q",
      "--quiet",
      "-v",
      "-d",
      "-S",
      "--no-verbose",
      "--server-response",
      "--delete-after",
      "--no-cache",
      "--no-cookies",
    ]
      .concat([
        "--auth-no-challenge",
        "--content-on-error",
        "-4",
        "-6",
        "-N",
        "-c",
        "--no-hsts",
        "--no-proxy",
      ])
      .map((name) => [name, nothing]),
  ),
  // -nv is one option of two letters; -n alone does not exist.
  "-n": value((_draft, letters) => {
    if (!/^[vcd]$/.test(letters)) leave(`its option -n${letters} is none that is read here`);
  }),
};
