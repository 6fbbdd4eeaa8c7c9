// Made from openapi/ by `npm run generate`. Do not edit.

import type { ErrorCode } from "../openapi/errors.ts";
import type * as types from "./types.gen.ts";

/** A validation error. Source: ajv.js.org/api.html#error-objects. */
export interface Fault {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
  propertyName?: string;
}

/** Says whether a value is what the contract documents; `errors` then holds why it is not. */
export interface Validator<T> {
  (value: unknown): value is T;
  errors?: Fault[] | null;
}

/** A validator with, by JSON pointer into the value, the code of a fault at or below that place. */
export interface Part {
  accepts: Validator<unknown>;
  codes: Readonly<Record<string, ErrorCode>>;
  /** By the pointer of an object in the value, `*` for any index, the fields that it may have. */
  fields: Readonly<Record<string, readonly string[]>>;
  /** Where the value has a duration. */
  durations: readonly string[];
}

/** By operation, what its body and its query must be. */
export declare const validators: {
  readonly schedule_create: { readonly body: Part; readonly query: Part };
  readonly schedule_topup: { readonly body: Part; readonly query: Part };
  readonly schedule_pause: { readonly body: Part; readonly query: Part };
  readonly schedule_resume: { readonly body: Part; readonly query: Part };
  readonly schedule_delete: { readonly body: Part; readonly query: Part };
  readonly schedule_runs: { readonly body?: undefined; readonly query: Part };
  readonly schedule: { readonly body?: undefined; readonly query: Part };
  readonly schedules: { readonly body?: undefined; readonly query: Part };
};

export declare const schedule_createBody: Validator<NonNullable<types.ScheduleCreateData["body"]>>;
export declare const schedule_createQuery: Validator<Record<string, never>>;
export declare const schedule_topupBody: Validator<NonNullable<types.ScheduleTopupData["body"]>>;
export declare const schedule_topupQuery: Validator<Record<string, never>>;
export declare const schedule_pauseBody: Validator<NonNullable<types.SchedulePauseData["body"]>>;
export declare const schedule_pauseQuery: Validator<Record<string, never>>;
export declare const schedule_resumeBody: Validator<NonNullable<types.ScheduleResumeData["body"]>>;
export declare const schedule_resumeQuery: Validator<Record<string, never>>;
export declare const schedule_deleteBody: Validator<NonNullable<types.ScheduleDeleteData["body"]>>;
export declare const schedule_deleteQuery: Validator<Record<string, never>>;
export declare const schedule_runsQuery: Validator<NonNullable<types.ScheduleRunsData["query"]>>;
export declare const scheduleQuery: Validator<NonNullable<types.ScheduleData["query"]>>;
export declare const schedulesQuery: Validator<Record<string, never>>;
