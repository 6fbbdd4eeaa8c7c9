import type { Queryable } from "../session/connect.ts";
import {
  type DevClockState,
  forgetDevClockReader,
  noteDevClockSeen,
  readDevClock,
} from "./read-dev-clock.ts";

/** The clock that tests can move, as one process sees it. */
export interface DevClockSource {
  /** @throws ServiceError `service_unavailable`; an error of the server if the store has no such clock */
  read(): Promise<DevClockState>;
  noteSeen(aheadMs: number): Promise<void>;
  forget(): Promise<void>;
}

/** @param reader identifies the process, 16 bytes */
export function devClockSource(store: Queryable, reader: Buffer): DevClockSource {
  return {
    read: () => readDevClock(store),
    noteSeen: (aheadMs) => noteDevClockSeen(store, reader, aheadMs),
    forget: () => forgetDevClockReader(store, reader),
  };
}
