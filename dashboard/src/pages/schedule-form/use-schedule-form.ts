import { useMemo, useState } from "react";
import type { CreateScheduleRequest, Schedule, WhenReading, WhenRefusal } from "../../sdk.ts";
import type { Deed } from "./calls.ts";
import { changesOf, fieldsOf, type Problems, requestOf } from "./form-request.ts";
import type { FormState } from "./form-state.ts";
import { problemsOfError } from "./problem-of.ts";
import { usePreview, useReading } from "./use-reading.ts";

/** The form and all that follows from what is typed. */
export interface ScheduleFormState {
  readonly form: FormState;
  readonly reading: WhenReading | WhenRefusal | null;
  /** True if the schedule's own timing stays. */
  readonly isKept: boolean;
  readonly preview: ReturnType<typeof usePreview>["query"];
  /** False while the preview is still of what was typed before. */
  readonly isFresh: boolean;
  readonly request: CreateScheduleRequest;
  readonly problems: Problems;
  /** An error that belongs to no field. */
  readonly error: unknown;
  readonly accepted: boolean;
  readonly busy: boolean;
  readonly isChanged: boolean;
  /** Rises with each submit that failed, so that the first problem is shown. */
  readonly failures: number;
  set(change: Partial<FormState>): void;
  accept(accepted: boolean): void;
  submit(): void;
}

/**
 * Holds the form.
 *
 * @param initial what it begins as
 * @param send sends the request; its rejection is shown at its field
 */
export function useScheduleForm(
  deed: Deed,
  initial: FormState,
  send: (request: CreateScheduleRequest) => Promise<Schedule>,
): ScheduleFormState {
  const [form, setForm] = useState(initial);
  const [accepted, setAccepted] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failures, setFailures] = useState(0);
  const [failure, setFailure] = useState<unknown>(null);
  const reading = useReading(form.when, form.zone);
  const good = reading?.ok ? reading : null;
  const isKept =
    deed.kind !== "create" && form.when !== "" && form.when === initial.when && form.zone === initial.zone;
  const { request, problems } = useMemo(
    () => (deed.kind === "create" ? requestOf(form, good) : changesOf(initial, form, good)),
    [deed.kind, form, good, initial],
  );
  const { query: preview, isFresh } = usePreview(
    good,
    useMemo(() => fieldsOf(form).request, [form]),
  );
  const asked =
    good === null || isKept ? "" : good.assumptions.map(({ code, message }) => code + message).join("\n");
  const own: Problems =
    asked !== "" && accepted !== asked ? { when: "Say below if that is what you mean." } : {};
  // A phrase that is refused says so itself, with suggestions.
  const { when: _said, ...others } = problems;
  const mine: Problems = { ...(reading?.ok === false ? others : problems), ...own };
  const submit = () => {
    setTried(true);
    const blocked = Object.keys({ ...problems, ...own }).length > 0;
    if (blocked || busy) return setFailures((count) => count + 1);
    setBusy(true);
    setFailure(null);
    send(request)
      .catch((error: unknown) => {
        setFailure(error);
        setFailures((count) => count + 1);
      })
      .finally(() => setBusy(false));
  };
  const ofApi = problemsOfError(failure);
  return {
    form,
    reading,
    isKept,
    preview,
    isFresh,
    request,
    problems: { ...(isFresh && problemsOfError(preview.error)), ...(tried && mine), ...ofApi },
    error: Object.keys(ofApi).length > 0 ? null : failure,
    accepted: asked === "" || accepted === asked,
    busy,
    isChanged: Object.keys(request).length > 0,
    failures,
    set(change) {
      setForm((before) => ({ ...before, ...change }));
      // A value that was refused may be valid after the change.
      setFailure(null);
    },
    accept: (yes) => setAccepted(yes ? asked : null),
    submit,
  };
}
