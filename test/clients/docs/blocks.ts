import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..", "..");

/** A block of a page that a reader may run. */
export interface Block {
  /** The page and the line at which it begins. */
  readonly place: string;
  readonly language: "sh" | "js";
  readonly text: string;
  /** Why it is not run; null if it is. */
  readonly notRun: string | null;
  /** It is run again until its output has this; null: once. */
  readonly until: string | null;
  /** Output that the page shows; null if none. */
  readonly output: string | null;
  /** True if it says neither that it is run nor why not. */
  readonly isSilent: boolean;
}

/** Pages whose blocks are held to it. README has a test of its own, and so have the clients' pages. */
export function documentationPages(): string[] {
  return globSync("docs/**/*.md", { cwd: root }).sort();
}

const fenced = /^```([^\n]*)\n([\s\S]*?)^```$/gm;
const runnable: Readonly<Record<string, Block["language"]>> = { sh: "sh", bash: "sh", js: "js", ts: "js" };

/** The blocks of a page in a language that can be run, in their order. */
export function blocksOf(page: string): Block[] {
  const markdown = readFileSync(join(root, page), "utf8");
  const all = [...markdown.matchAll(fenced)];
  return all.flatMap((match, at) => {
    const [, info = "", text = ""] = match;
    const [name = "", ...rest] = info.split(" ");
    const language = runnable[name];
    if (language === undefined) return [];
    const said = rest.join(" ");
    const [, next = "", output = ""] = all[at + 1] ?? [];
    return {
      place: `${page}:${markdown.slice(0, match.index).split("\n").length}`,
      language,
      text,
      notRun: /^not run: (.+)$/.exec(said)?.[1] ?? null,
      until: /^run until "(.+)"$/.exec(said)?.[1] ?? null,
      output: next === "text output" ? output : null,
      isSilent: !/^(run( until ".+")?|not run: .+)$/.test(said),
    };
  });
}

/** True if a text has the lines shown, in their order; `…` stands for anything. */
export function shows(text: string, shown: string): boolean {
  const lines = shown.split("\n").filter((line) => line !== "");
  const pattern = lines.map((line) => line.split("…").map(literal).join("[\\s\\S]*")).join("[\\s\\S]*?\\n?");
  return new RegExp(pattern).test(text);
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
