import { useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { useLandfall } from "../session/account.tsx";
import type { IconName } from "../ui/icon.tsx";
import { navPages, pathOfId } from "./routes.tsx";

/** Something that the palette leads to. */
export interface Finding {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly icon: IconName;
  readonly path: string;
}

const shownOfEach = 5;

/** Pages, and schedules and endpoints of the API, that a text names; an id leads straight to its object. */
export function useFindings(text: string): {
  readonly findings: readonly Finding[];
  readonly isSearching: boolean;
} {
  const landfall = useLandfall();
  const q = useDeferredValue(text.trim());
  const direct = pathOfId(q);
  const { data = [], isFetching } = useQuery({
    queryKey: ["palette", q],
    enabled: q.length >= 2 && direct === null,
    staleTime: 10_000,
    queryFn: async ({ signal }) => {
      const query = { q, limit: shownOfEach };
      const [schedules, endpoints] = await Promise.all([
        landfall.schedules.list(query, { signal }),
        landfall.endpoints.list(query, { signal }),
      ]);
      return [
        ...schedules.data.map((each) =>
          found(each.id, each.name ?? each.endpoint ?? each.id, "Schedule", "schedules"),
        ),
        ...endpoints.data.map((each) => found(each.id, each.name ?? each.url, "Endpoint", "endpoints")),
      ];
    },
  });
  const pages = navPages
    .filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
    .map(({ path, name, icon }) => ({ id: path, label: name, detail: "Page", icon, path }));
  if (direct !== null) return { findings: [found(q, q, "Open", "right")], isSearching: false };
  return { findings: [...pages, ...data], isSearching: isFetching };
}

function found(id: string, label: string, detail: string, icon: IconName): Finding {
  return {
    id,
    label,
    detail: id === label ? detail : `${detail} ${id}`,
    icon,
    path: pathOfId(id) ?? "/overview",
  };
}
