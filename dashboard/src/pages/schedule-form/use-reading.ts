import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { serverNow } from "../../now.ts";
import { type CreateScheduleRequest, readWhen, type SchedulePreview, type WhenReading } from "../../sdk.ts";
import { useLandfall } from "../../session/account.tsx";

const pauseMs = 250;

/** The reading of a phrase; null while nothing is typed. Days count from the server's time. */
export function useReading(text: string, timezone: string): ReturnType<typeof readWhen> | null {
  return useMemo(
    () => (text.trim() === "" ? null : readWhen(text, { now: serverNow(), timezone })),
    [text, timezone],
  );
}

/** Fields that the next runs depend on. */
type TimingFields = Pick<CreateScheduleRequest, "dst" | "starts_at" | "ends_at" | "max_runs">;

/**
 * The next runs of a reading, or why there are none; asked for when typing pauses. `isFresh` is false while they are
 * still those of what was typed before.
 */
export function usePreview(reading: WhenReading | null, { dst, starts_at, ends_at, max_runs }: TimingFields) {
  const landfall = useLandfall();
  const asked = useMemo(
    () =>
      JSON.stringify(
        reading === null ? null : { ...reading.timing, dst, starts_at, ends_at, max_runs, count: 5 },
      ),
    [reading, dst, starts_at, ends_at, max_runs],
  );
  const settled = useSettled(asked);
  const query = useQuery<SchedulePreview>({
    queryKey: ["preview", settled],
    enabled: settled !== "null",
    retry: false,
    staleTime: 10_000,
    refetchInterval: 30_000,
    // The runs before stay until the next are here: the page does not jump while one types.
    placeholderData: (before) => (asked === "null" ? undefined : before),
    queryFn: ({ signal }) => landfall.schedules.preview(JSON.parse(settled), { signal }),
  });
  return { query, isFresh: settled === asked && !query.isPlaceholderData };
}

/** Returns the value after it has stayed unchanged for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
