import "./schedule.css";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useLocation, useParams } from "wouter";
import { PageHead } from "../../frame/page-head.tsx";
import type { Schedule } from "../../sdk.ts";
import { useAccount, useLandfall } from "../../session/account.tsx";
import { QueryState } from "../../ui/answer/query-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Button } from "../../ui/input/button.tsx";
import { State } from "../../ui/value/state.tsx";
import { CancelDialog } from "../schedules/cancel-dialog.tsx";
import { stateWhyNot, useScheduleActions } from "../schedules/use-schedule-actions.tsx";
import { DefinitionPanel } from "./definition-panel.tsx";
import { LedgerPanel } from "./ledger-panel.tsx";
import { OutcomesPanel } from "./outcomes-panel.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { RunsPanel } from "./runs-panel.tsx";

const refreshMs = 5_000;

/** One schedule: its plan, what became of it, and what can be done with it. */
export function SchedulePage() {
  const { id = "" } = useParams();
  const landfall = useLandfall();
  const query = useQuery({
    queryKey: ["schedule", id],
    refetchInterval: refreshMs,
    queryFn: ({ signal }) => landfall.schedules.get(id, { signal }),
  });
  const schedule = query.data;
  return (
    <>
      <PageHead
        title={schedule?.name ?? id}
        mono={!schedule?.name}
        crumbs={[{ href: "/schedules", name: "Schedules" }]}
        badge={schedule && <State state={schedule.state} />}
      >
        {schedule && <Actions schedule={schedule} />}
      </PageHead>
      <QueryState query={query}>
        {(shown) => (
          <>
            <OutcomesPanel schedule={shown} />
            <div className="schedule-columns">
              <div className="stack">
                <PlanPanel schedule={shown} />
                <LedgerPanel schedule={shown} />
              </div>
              <DefinitionPanel schedule={shown} />
            </div>
            <RunsPanel schedule={shown} />
          </>
        )}
      </QueryState>
    </>
  );
}

function Actions({ schedule }: { readonly schedule: Schedule }) {
  const { whyNot } = useAccount();
  const actions = useScheduleActions();
  const [, go] = useLocation();
  const [canceling, setCanceling] = useState<Schedule | null>(null);
  const write = whyNot("write");
  const ended = stateWhyNot(schedule);
  const isOver = ended !== null && schedule.kind === "one_shot";
  return (
    <>
      {schedule.state === "paused" ? (
        <Button icon="play" whyNot={write} onClick={() => actions.resume(schedule)}>
          Resume
        </Button>
      ) : (
        <Button icon="pause" whyNot={write ?? ended} onClick={() => actions.pause(schedule)}>
          Pause
        </Button>
      )}
      {isOver ? (
        <Button icon="retry" whyNot={whyNot("replay")} onClick={() => actions.replay(schedule)}>
          Fire again
        </Button>
      ) : (
        <Button icon="send" whyNot={write ?? ended} onClick={() => actions.trigger(schedule)}>
          Fire now
        </Button>
      )}
      <Button icon="edit" whyNot={write ?? ended} onClick={() => go(`/schedules/${schedule.id}/edit`)}>
        Edit
      </Button>
      {write === null ? (
        <Link href={`/schedules/new?from=${schedule.id}`} className="button">
          <Icon name="copy" /> Clone
        </Link>
      ) : (
        <Button icon="copy" whyNot={write}>
          Clone
        </Button>
      )}
      <Button kind="danger" icon="ban" whyNot={write ?? ended} onClick={() => setCanceling(schedule)}>
        Cancel
      </Button>
      <CancelDialog schedule={canceling} onClose={() => setCanceling(null)} />
    </>
  );
}
