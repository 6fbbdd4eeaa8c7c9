import { posix } from "node:path";

/** A page in the navigation. */
export interface Entry {
  readonly title: string;
  /** Below `/docs`. */
  readonly path: string;
}

/** A heading of the index with its pages. */
export interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/**
 * Reads the navigation from the index: its headings of the second level, and below each the links that name a page,
 * in their order.
 *
 * @param files path below `/docs` of each page's file
 */
export function readNavigation(index: string, files: ReadonlyMap<string, string>): Section[] {
  return index
    .split(/^## /m)
    .slice(1)
    .map((text) => {
      const [title = ""] = text.split("\n", 1);
      const entries = [...text.matchAll(/\[([^\]]+)\]\(([^)#\s]+)\)/g)].flatMap(
        ([, name = "", href = ""]) => {
          const path = files.get(posix.join("docs", href));
          return path === undefined ? [] : [{ title: name.replaceAll("`", ""), path }];
        },
      );
      return { title: title.trim(), entries };
    })
    .filter(({ entries }) => entries.length > 0);
}

/** The pages before and after one, in the order of the navigation; null at its ends, and for a page that is not in it. */
export function neighboursOf(
  path: string,
  sections: readonly Section[],
): { readonly before: Entry | null; readonly after: Entry | null } {
  const all = sections.flatMap(({ entries }) => entries);
  const at = all.findIndex((entry) => entry.path === path);
  if (at < 0) return { before: null, after: null };
  return { before: all[at - 1] ?? null, after: all[at + 1] ?? null };
}
