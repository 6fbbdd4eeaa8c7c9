import type { Delivery } from "../../sdk.ts";

/** Dead letters that have something in common. */
export interface Failures {
  /** Value that they share: a schedule's id, a host. */
  readonly name: string;
  readonly count: number;
  /** The commonest error of them, such as "http_status 500"; null if none is known. */
  readonly error: string | null;
  readonly endpoint: string;
}

/** Groups dead letters, the most frequent first. */
export function failuresBy(dead: readonly Delivery[], nameOf: (delivery: Delivery) => string): Failures[] {
  const groups = Map.groupBy(dead, nameOf);
  return [...groups]
    .map(([name, members]) => ({
      name,
      count: members.length,
      error: commonest(members.map(errorOf)),
      endpoint: members[0]?.endpoint ?? "",
    }))
    .sort((one, other) => other.count - one.count);
}

function errorOf({ last_error, last_status_code }: Delivery): string | null {
  if (last_error === null) return null;
  return last_status_code === null ? last_error.code : `${last_error.code} ${last_status_code}`;
}

function commonest(texts: readonly (string | null)[]): string | null {
  const groups = [
    ...Map.groupBy(
      texts.filter((text) => text !== null),
      (text) => text,
    ),
  ];
  return groups.sort(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? null;
}
