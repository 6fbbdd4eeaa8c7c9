export { describeTiming, type ShownInstant, showInstant } from "./explain.ts";
export { parseWhen, readWhen, type WhenOptions } from "./read-when.ts";
export type {
  AssumptionCode,
  RefusalCode,
  WhenAssumption,
  WhenReading,
  WhenRefusal,
  WhenTiming,
} from "./reading.ts";
export { WhenError } from "./when-error.ts";
