import "./schedule-form.css";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Schedule } from "../../sdk.ts";
import { useAccount } from "../../session/account.tsx";
import { ErrorState } from "../../ui/answer/error-state.tsx";
import { Button } from "../../ui/input/button.tsx";
import { Panel } from "../../ui/panel.tsx";
import { AdvancedFields } from "./advanced-fields.tsx";
import type { Deed } from "./calls.ts";
import { CallsPanel } from "./calls-panel.tsx";
import { FormContext } from "./form-context.tsx";
import { NextRuns, PreviewedRuns } from "./next-runs.tsx";
import { isAdvanced } from "./problem-of.ts";
import { RequestFields } from "./request-fields.tsx";
import type { ScheduleFormState } from "./use-schedule-form.ts";
import { WhenField } from "./when-field.tsx";
import { ZoneField } from "./zone-field.tsx";

/** The form of a schedule: what is typed on the left, what follows from it on the right. */
export function ScheduleForm({
  state,
  deed,
  base,
  action,
  children,
}: {
  readonly state: ScheduleFormState;
  readonly deed: Deed;
  /** The schedule that is edited or cloned. */
  readonly base: Schedule | null;
  /** The verb on the button. */
  readonly action: string;
  /** Beside the button. */
  readonly children?: ReactNode;
}) {
  const { whyNot } = useAccount();
  const box = useRef<HTMLFormElement>(null);
  useFirstProblem(box, state);
  const nothing = deed.kind === "edit" && !state.isChanged ? "Nothing is changed yet." : null;
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (whyNot("write") === null && nothing === null) state.submit();
  };
  return (
    <FormContext value={state}>
      <form
        ref={box}
        className="schedule-form"
        noValidate
        aria-label={action}
        onKeyDown={press}
        onSubmit={(event) => event.preventDefault()}
      >
        <div className="stack">
          <TimePanel state={state} isNew={deed.kind === "create"} />
          <Panel title="What is sent">
            <div className="panel-body form-fields">
              <RequestFields base={base} />
            </div>
          </Panel>
          <Advanced state={state} isNew={deed.kind === "create"} />
          {state.error !== null && <ErrorState error={state.error} />}
          <div className="form-foot">
            <Button
              kind="primary"
              whyNot={whyNot("write") ?? nothing}
              disabled={state.busy}
              onClick={state.submit}
            >
              {state.busy ? "One moment…" : action}
            </Button>
            {children}
            <span className="quiet small wide-only">
              <kbd>Ctrl</kbd> <kbd>Enter</kbd>
            </span>
          </div>
        </div>
        <div className="stack form-side">
          <RunsPanel state={state} deed={deed} base={base} />
          <CallsPanel deed={deed} request={state.request} />
        </div>
      </form>
    </FormContext>
  );
}

function TimePanel({ state, isNew }: { readonly state: ScheduleFormState; readonly isNew: boolean }) {
  const { form, reading, preview, problems } = state;
  const input = useRef<HTMLInputElement>(null);
  // A new schedule begins with its time.
  useEffect(() => {
    if (isNew) input.current?.focus();
  }, [isNew]);
  const fresh = reading?.ok && state.isFresh && !preview.isError ? (preview.data?.description ?? null) : null;
  const timing = reading?.ok ? reading.timing : null;
  const isFixed = timing !== null && !("timezone" in timing);
  const other =
    timing !== null && "timezone" in timing && timing.timezone !== form.zone ? timing.timezone : null;
  return (
    <Panel title="When it runs">
      <div className="panel-body form-fields">
        <WhenField
          input={input}
          text={form.when}
          reading={reading}
          description={fresh}
          accepted={state.accepted}
          error={problems.when ?? null}
          isKept={state.isKept}
          onChange={(when) => state.set({ when })}
          onAccept={state.accept}
        />
        <ZoneField
          hint={
            isFixed
              ? "This time needs no zone."
              : other === null
                ? "Times without a zone are read in it."
                : `The words name another zone: ${other}.`
          }
        />
      </div>
    </Panel>
  );
}

function RunsPanel({
  state,
  deed,
  base,
}: {
  readonly state: ScheduleFormState;
  readonly deed: Deed;
  readonly base: Schedule | null;
}) {
  const { reading, isKept, form } = state;
  const zone =
    reading?.ok && "timezone" in reading.timing ? reading.timing.timezone : isKept ? form.zone : null;
  return (
    <Panel title="Next runs">
      {isKept && deed.kind === "edit" && base !== null ? (
        <NextRuns runs={base.next_runs.map((at) => ({ at, note: null }))} zone={base.timezone} />
      ) : reading?.ok ? (
        <PreviewedRuns preview={state.preview} zone={zone} isFresh={state.isFresh} />
      ) : (
        <p className="quiet next-none">The next runs appear here once a time can be read.</p>
      )}
    </Panel>
  );
}

function Advanced({ state, isNew }: { readonly state: ScheduleFormState; readonly isNew: boolean }) {
  const [open, setOpen] = useState(false);
  const mustOpen = isAdvanced(state.problems);
  useEffect(() => {
    if (mustOpen) setOpen(true);
  }, [mustOpen]);
  return (
    <details className="panel advanced" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="panel-head">
        <h2>Advanced</h2>
        <span className="quiet small">retries, limits, bounds, policies{isNew && ", idempotency key"}</span>
      </summary>
      <div className="panel-body form-fields">
        <AdvancedFields isNew={isNew} />
      </div>
    </details>
  );
}

/** Brings the first problem into view after a submit that failed, and the focus to its field. */
function useFirstProblem(
  box: { readonly current: HTMLFormElement | null },
  { failures }: ScheduleFormState,
): void {
  useEffect(() => {
    if (failures === 0) return;
    requestAnimationFrame(() => {
      const problem = box.current?.querySelector(".field-error, .error-state, [aria-invalid=true]");
      const field = problem?.closest(".field");
      const control = field?.querySelector<HTMLElement>("input, textarea, button");
      problem?.scrollIntoView({ block: "center" });
      control?.focus({ preventScroll: true });
    });
  }, [failures, box]);
}
