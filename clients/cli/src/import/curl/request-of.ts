import { basename } from "node:path";
import type { CreateScheduleRequest } from "../../../../sdk/src/index.ts";
import { leave } from "../imported.ts";
import { readCurl } from "./read-curl.ts";
import { readWget } from "./read-wget.ts";
import { shellWords } from "./shell-words.ts";

/** A request that a command sends, without its time. */
export interface CommandRequest {
  readonly request: CreateScheduleRequest & { endpoint: string };
  readonly notes: readonly string[];
}

/**
 * Reads a command that sends one request: `curl …` or `wget …`.
 *
 * @throws NotImportable for any other, and for what a delivery cannot do
 */
export function requestOf(command: string): CommandRequest {
  const [program = "", ...words] = shellWords(command);
  const name = basename(program);
  if (name === "curl") return readCurl(words);
  if (name === "wget") return readWget(words);
  if (/^\w+=/.test(program)) leave("a variable is set in it");
  return leave(program === "" ? "no command" : `it runs ${name}, which is neither curl nor wget`);
}
