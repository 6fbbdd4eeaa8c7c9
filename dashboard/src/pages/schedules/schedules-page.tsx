import "./schedules.css";
import { useMemo, useState } from "react";
import { Link } from "wouter";
import { useListing } from "../../data/use-listing.ts";
import { PageHead } from "../../frame/page-head.tsx";
import type { Schedule } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Menu } from "../../ui/popup/menu.tsx";
import { DataTable } from "../../ui/table/data-table.tsx";
import { newRowMenu, openRowMenu, RowMenu } from "../../ui/table/row-menu.tsx";
import { BulkDialog } from "./bulk-dialog.tsx";
import type { BulkVerb } from "./bulk-run.ts";
import { CancelDialog } from "./cancel-dialog.tsx";
import { scheduleColumns } from "./schedule-columns.tsx";
import { ScheduleFilterBar } from "./schedule-filter-bar.tsx";
import { SchedulesEmpty } from "./schedules-empty.tsx";
import { useEndpointName } from "./use-endpoints.ts";
import { useNewKey } from "./use-new-key.ts";
import { useScheduleMenu } from "./use-schedule-actions.tsx";
import { useScheduleFilters } from "./use-schedule-filters.ts";
import { useSearchedTo } from "./use-searched-to.ts";

const pageSize = 100;

/** Every schedule, newest first. */
export function SchedulesPage() {
  const { landfall } = useAccount();
  const filters = useScheduleFilters();
  const { query } = filters;
  const listing = useSearchedTo(
    useListing(["schedules", query], (cursor, signal) =>
      landfall.schedules.list({ ...query, limit: pageSize, ...(cursor && { cursor }) }, { signal }),
    ),
  );
  const [menu] = useState(() => newRowMenu<Schedule>());
  const endpointName = useEndpointName();
  const columns = useMemo(() => scheduleColumns(menu, endpointName), [menu, endpointName]);
  const [canceling, setCanceling] = useState<Schedule | null>(null);
  const [bulk, setBulk] = useState<BulkVerb | null>(null);
  const entriesOf = useScheduleMenu(setCanceling);
  useNewKey();
  return (
    <>
      <PageHead title="Schedules">
        <BulkMenu onChoose={setBulk} />
        <NewButton />
      </PageHead>
      <ScheduleFilterBar filters={filters} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the keys of the rows inside */}
      <div className="panel" onKeyDown={openRowMenu}>
        <DataTable
          label="Schedules"
          listing={listing}
          columns={columns}
          idOf={({ id }) => id}
          href={({ id }) => `/schedules/${id}`}
          empty={<SchedulesEmpty filters={filters} />}
        />
      </div>
      <RowMenu handle={menu} entriesOf={entriesOf} />
      <CancelDialog schedule={canceling} onClose={() => setCanceling(null)} />
      {bulk !== null && <BulkDialog verb={bulk} query={query} onClose={() => setBulk(null)} />}
    </>
  );
}

function NewButton() {
  const why = useAccount().whyNot("write");
  if (why !== null) {
    return (
      <Button kind="primary" icon="plus" whyNot={why}>
        New schedule
      </Button>
    );
  }
  return (
    <Link href="/schedules/new" className="button" data-kind="primary" aria-keyshortcuts="n">
      <Icon name="plus" /> New schedule
    </Link>
  );
}

/** Actions on all that match. */
function BulkMenu({ onChoose }: { onChoose(verb: BulkVerb): void }) {
  const why = useAccount().whyNot("write") === null ? null : "needs the scope “write”";
  return (
    <Menu
      trigger={
        <Button>
          All that match <Icon name="down" size={14} />
        </Button>
      }
      entries={[
        { label: "Pause all…", icon: "pause", whyNot: why, onChoose: () => onChoose("pause") },
        { label: "Resume all…", icon: "play", whyNot: why, onChoose: () => onChoose("resume") },
        null,
        { label: "Cancel all…", icon: "ban", danger: true, whyNot: why, onChoose: () => onChoose("cancel") },
      ]}
    />
  );
}
