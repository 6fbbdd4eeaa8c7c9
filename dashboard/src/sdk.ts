// The console's only door to the SDK, and with it to the API.
export * from "../../clients/sdk/src/index.ts";
export {
  describeTiming,
  readWhen,
  showInstant,
  type WhenReading,
  type WhenRefusal,
} from "../../clients/sdk/src/when/when.ts";
