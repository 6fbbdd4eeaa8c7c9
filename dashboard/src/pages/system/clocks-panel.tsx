import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { followServerTime } from "../../now.ts";
import { useAccount } from "../../session/account.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Facts } from "../../ui/value/facts.tsx";
import { fullText, spanText } from "../../ui/value/instant-text.ts";
import { Badge } from "../../ui/value/state.tsx";
import type { SystemFigures } from "./figures-of.ts";

/** Clock distances from this many milliseconds are flagged. */
const noticedMs = 1_000;

/** Shows how far clocks are apart, and by which rules of time zones it plans. */
export function ClocksPanel({
  metrics,
  rules,
}: {
  readonly metrics: UseQueryResult<SystemFigures>;
  readonly rules: string | null;
}) {
  const { landfall, who } = useAccount();
  const query = useQuery({
    queryKey: ["clock-distance"],
    refetchInterval: 10_000,
    queryFn: async ({ signal }) => {
      const askedAt = Date.now();
      const { server_time } = await landfall.whoAmI({ signal });
      const middle = (askedAt + Date.now()) / 2;
      followServerTime(server_time);
      return { aheadMs: middle - Date.parse(server_time), serverTime: server_time };
    },
  });
  return (
    <Panel title="Clocks and versions">
      <Facts
        lines={[
          ["Server’s time", query.data && fullText(Date.parse(query.data.serverTime), "UTC")],
          ["This browser", query.data && <Distance key="browser" ms={query.data.aheadMs} />],
          [
            "Machines and store",
            metrics.data?.clockAheadMs == null ? null : (
              <Distance key="machines" ms={metrics.data.clockAheadMs} />
            ),
          ],
          ["Time zone rules", rules ?? who?.time_zone_rules],
          ["Landfall", who?.version],
          ["Project", who && `${who.project.name} (${who.mode})`],
        ]}
      />
    </Panel>
  );
}

/** @param ms ahead of the other clock; below 0: behind */
function Distance({ ms }: { readonly ms: number }) {
  const away = Math.abs(ms);
  if (away < noticedMs) return `within ${spanText(Math.max(1, Math.round(away)))}`;
  return (
    <Badge tone="warn" icon="clock">
      {spanText(away)} {ms > 0 ? "ahead" : "behind"}
    </Badge>
  );
}
