import { useMemo } from "react";
import { Link } from "wouter";
import { useFilters } from "../../data/use-filters.ts";
import { useListing } from "../../data/use-listing.ts";
import { serverNow } from "../../now.ts";
import type { Delivery, Schedule } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";
import { EmptyState } from "../../ui/answer/empty-state.tsx";
import { Select } from "../../ui/input/select.tsx";
import { Panel } from "../../ui/panel.tsx";
import { type Column, DataTable } from "../../ui/table/data-table.tsx";
import { Instant } from "../../ui/value/instant.tsx";
import { Badge, stateLabel } from "../../ui/value/state.tsx";
import { deliveryColumns } from "../deliveries/delivery-columns.tsx";
import { stateChoices } from "../deliveries/state-choices.ts";

const periods = ["any", "1h", "24h", "7d"] as const;
const periodText = {
  any: "any time",
  "1h": "last hour",
  "24h": "last 24 hours",
  "7d": "last 7 days",
} as const;
const periodMs = { any: null, "1h": 3_600_000, "24h": 86_400_000, "7d": 7 * 86_400_000 } as const;

const pageSize = 50;

/** The deliveries that the schedule made, newest first. */
export function RunsPanel({ schedule }: { readonly schedule: Schedule }) {
  const landfall = useLandfall();
  const filters = useFilters();
  const state = filters.oneOf("state", stateChoices);
  const period = filters.oneOf("created", periods);
  const after = useMemo(() => {
    const length = periodMs[period];
    return length === null ? null : new Date(serverNow() - length).toISOString();
  }, [period]);
  const query = { ...(state !== "all" && { state }), ...(after !== null && { after }), limit: pageSize };
  const listing = useListing(
    ["schedule-runs", schedule.id, query],
    (cursor, signal) =>
      landfall.schedules.deliveries(schedule.id, { ...query, ...(cursor && { cursor }) }, { signal }),
    5_000,
  );
  const columns = useMemo(() => runColumns(schedule.timezone), [schedule.timezone]);
  return (
    <Panel
      title="Runs"
      actions={
        <div className="row">
          <Select
            name="State"
            value={state}
            choices={stateChoices.map((value) => ({
              value,
              label: value === "all" ? "all" : stateLabel(value),
            }))}
            onChange={(value) => filters.set("state", value === "all" ? null : value)}
          />
          <Select
            name="Created"
            value={period}
            choices={periods.map((value) => ({ value, label: periodText[value] }))}
            onChange={(value) => filters.set("created", value === "any" ? null : value)}
          />
        </div>
      }
    >
      <DataTable
        label="Runs"
        listing={listing}
        columns={columns}
        idOf={({ id }) => id}
        href={({ id }) => `/deliveries/${id}`}
        empty={
          <EmptyState icon="deliveries" title="No runs">
            <p>
              {state === "all" && period === "any"
                ? "It has made no delivery yet. “Fire now” makes one beside its plan."
                : "None matches these filters."}
            </p>
          </EmptyState>
        }
      />
    </Panel>
  );
}

/** Those of every list of deliveries, with the due time in front: the destination is the same. */
function runColumns(zone: string | null): readonly Column<Delivery>[] {
  const pick = (...ids: readonly string[]) => deliveryColumns.filter(({ id }) => ids.includes(id));
  return [
    ...pick("state"),
    {
      id: "due",
      header: "Due",
      percent: 30,
      card: "primary",
      cell: ({ id, scheduled_for, replay_of }) => (
        <>
          <Link href={`/deliveries/${id}`} className="cell-link" tabIndex={-1}>
            <Instant at={scheduled_for} zone={zone} inRow />
          </Link>{" "}
          {replay_of !== null && <Badge>replay</Badge>}
        </>
      ),
    },
    ...pick("late", "attempts", "last", "id"),
  ];
}
