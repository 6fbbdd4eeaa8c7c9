import type { Api } from "../landfall/api.ts";

/** A request for a list or log. */
export interface Page {
  readonly name: string;
  readonly path: string;
}

/** Large lists, their filter for "created before", and the prefix of their ids. */
const lists = [
  { path: "/v1/schedules", before: "created_before" },
  { path: "/v1/deliveries", before: "before" },
  { path: "/v1/logs", before: "before" },
  { path: "/v1/dead-letters", before: "before" },
] as const;

const filters: Readonly<Record<(typeof lists)[number]["path"], readonly string[]>> = {
  "/v1/schedules": ["state=completed", "state=active", "kind=one_shot", "q=nothing-is-called-this"],
  "/v1/deliveries": ["state=succeeded", "state=dead_lettered", "state=scheduled", "q=nothing-goes-there"],
  "/v1/logs": [
    "outcome=succeeded",
    "outcome=failed",
    "status_code=200",
    "status_code=500",
    "outcome=failed&status_code=500",
    "q=nothing-goes-there",
  ],
  "/v1/dead-letters": ["q=nothing-goes-there"],
};

/**
 * Lists the pages to read: of every list and log the first page, one from the middle by cursor, each filter on both,
 * and between two instants; and those of one schedule and one delivery.
 *
 * @param middleAt an instant in the middle of the data
 */
export async function pagesOf(api: Api, middleAt: number, limit: number): Promise<Page[]> {
  const pages: Page[] = [];
  const middle = new Date(middleAt).toISOString();
  for (const { path, before } of lists) {
    const cursor = textIn(await api.get(`${path}?${before}=${middle}&limit=1`), "next_cursor");
    const add = (name: string, query: string) =>
      pages.push({ name: `${path.slice(4)}${name}`, path: `${path}?limit=${limit}${query}` });
    add(": first page", "");
    add(": first page with total", "&include_total=true");
    add(": middle page", `&cursor=${cursor}`);
    add(`: ${before}`, `&${before}=${middle}`);
    for (const filter of filters[path]) {
      add(`: ${filter}`, `&${filter}`);
      add(`: ${filter}, from the middle`, `&${filter}&cursor=${cursor}`);
    }
  }
  const [delivery] = dataIn(await api.get(`/v1/deliveries?before=${middle}&limit=1`));
  const deliveryId = textIn(delivery, "id");
  const scheduleId = textIn(delivery, "schedule_id");
  for (const path of [
    `schedules/${scheduleId}/deliveries`,
    `schedules/${scheduleId}/attempts`,
    `deliveries/${deliveryId}/attempts`,
  ]) {
    pages.push({ name: path.replace(/[a-z]+_[0-9A-Z]{26}/, "{id}"), path: `/v1/${path}?limit=${limit}` });
  }
  pages.push({
    name: "deliveries: schedule_id",
    path: `/v1/deliveries?limit=${limit}&schedule_id=${scheduleId}`,
  });
  return pages;
}

function textIn(value: unknown, name: string): string {
  const found = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
  if (typeof found === "string") return found;
  throw new Error(`no ${name} in ${JSON.stringify(value)?.slice(0, 200)}`);
}

function dataIn(list: unknown): unknown[] {
  const found = typeof list === "object" && list !== null ? Reflect.get(list, "data") : undefined;
  return Array.isArray(found) ? found : [];
}
