import * as api from "../generated.ts";
import type { RequestOptions } from "../request-options.ts";
import type { Send } from "../send.ts";

/** `landfall.devClock` */
export type DevClockFace = ReturnType<typeof devClockFace>;

/** Options of a call that moves the clock. */
export interface AdvanceOptions extends RequestOptions {
  /** Real time to go on for where something takes long, in milliseconds; default 60,000. */
  readonly withinMs?: number;
}

const defaultWithinMs = 60_000;

/** The clock that tests can move, of a Landfall that was started with `--dev-clock`. */
export function devClockFace(send: Send, monotonic: () => number) {
  return {
    /** Reads the clock. */
    get: (options: RequestOptions = {}): Promise<api.DevClock> =>
      send.plain(options, (common) => api.getDevClock(common)),

    /**
     * Moves it by a duration (`"24h"`), or to an instant (`{ to: "2027-01-31T09:00:00Z" }`), and returns when everything
     * due on the way is done: sent and settled, or to be retried later.
     *
     * A receiver that does not answer keeps it back. It goes on asking for `withinMs`; then `reached` is false.
     */
    async advance(
      by: string | api.AdvanceDevClockRequest,
      { withinMs = defaultWithinMs, ...options }: AdvanceOptions = {},
    ): Promise<api.DevClockAdvance> {
      const ask = (body: api.AdvanceDevClockRequest) =>
        send.plain(options, (common) => api.advanceDevClock({ ...common, body }));
      const giveUpAt = monotonic() + withinMs;
      let moved = await ask(typeof by === "string" ? { by } : by);
      while (moved.reached === false && monotonic() < giveUpAt) {
        const next = await ask({ by: moved.left });
        moved = { ...next, to: moved.to, fired: moved.fired + next.fired };
      }
      return moved;
    },
  };
}
