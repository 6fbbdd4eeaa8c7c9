// Made from openapi/ by `npm run generate`. Do not edit.

import type { ErrorCode } from "./errors.ts";
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
  readonly createSchedule: { readonly body: Part; readonly query: Part };
  readonly listSchedules: { readonly body?: undefined; readonly query: Part };
  readonly bulkCreateSchedules: { readonly body: Part; readonly query: Part };
  readonly previewSchedule: { readonly body: Part; readonly query: Part };
  readonly getSchedule: { readonly body?: undefined; readonly query: Part };
  readonly updateSchedule: { readonly body: Part; readonly query: Part };
  readonly cancelSchedule: { readonly body?: undefined; readonly query: Part };
  readonly pauseSchedule: { readonly body?: undefined; readonly query: Part };
  readonly resumeSchedule: { readonly body?: undefined; readonly query: Part };
  readonly triggerSchedule: { readonly body?: undefined; readonly query: Part };
  readonly cloneSchedule: { readonly body: Part; readonly query: Part };
  readonly replaySchedule: { readonly body?: undefined; readonly query: Part };
  readonly listScheduleDeliveries: { readonly body?: undefined; readonly query: Part };
  readonly listScheduleAttempts: { readonly body?: undefined; readonly query: Part };
  readonly getScheduleLedger: { readonly body?: undefined; readonly query: Part };
  readonly listDeliveries: { readonly body?: undefined; readonly query: Part };
  readonly getDelivery: { readonly body?: undefined; readonly query: Part };
  readonly listDeliveryAttempts: { readonly body?: undefined; readonly query: Part };
  readonly cancelDelivery: { readonly body?: undefined; readonly query: Part };
  readonly replayDelivery: { readonly body: Part; readonly query: Part };
  readonly listDeadLetters: { readonly body?: undefined; readonly query: Part };
  readonly replayDeadLetters: { readonly body: Part; readonly query: Part };
  readonly listLogs: { readonly body?: undefined; readonly query: Part };
  readonly getLedger: { readonly body?: undefined; readonly query: Part };
  readonly getOverview: { readonly body?: undefined; readonly query: Part };
  readonly getUsage: { readonly body?: undefined; readonly query: Part };
  readonly getPunctuality: { readonly body?: undefined; readonly query: Part };
  readonly createEndpoint: { readonly body: Part; readonly query: Part };
  readonly listEndpoints: { readonly body?: undefined; readonly query: Part };
  readonly getEndpoint: { readonly body?: undefined; readonly query: Part };
  readonly updateEndpoint: { readonly body: Part; readonly query: Part };
  readonly deleteEndpoint: { readonly body?: undefined; readonly query: Part };
  readonly enableEndpoint: { readonly body?: undefined; readonly query: Part };
  readonly disableEndpoint: { readonly body?: undefined; readonly query: Part };
  readonly rotateEndpointSecret: { readonly body?: undefined; readonly query: Part };
  readonly testEndpoint: { readonly body?: undefined; readonly query: Part };
  readonly createApiKey: { readonly body: Part; readonly query: Part };
  readonly listApiKeys: { readonly body?: undefined; readonly query: Part };
  readonly whoAmI: { readonly body?: undefined; readonly query: Part };
  readonly rotateApiKey: { readonly body?: undefined; readonly query: Part };
  readonly revokeApiKey: { readonly body?: undefined; readonly query: Part };
  readonly startMagicLink: { readonly body: Part; readonly query: Part };
  readonly openMagicLink: { readonly body?: undefined; readonly query: Part };
  readonly confirmMagicLink: { readonly body?: undefined; readonly query: Part };
  readonly logOut: { readonly body?: undefined; readonly query: Part };
  readonly getMe: { readonly body?: undefined; readonly query: Part };
  readonly updateMe: { readonly body: Part; readonly query: Part };
  readonly getSigningSecrets: { readonly body?: undefined; readonly query: Part };
  readonly deleteSigningSecrets: { readonly body?: undefined; readonly query: Part };
  readonly rotateSigningSecrets: { readonly body?: undefined; readonly query: Part };
  readonly getDevClock: { readonly body?: undefined; readonly query: Part };
  readonly advanceDevClock: { readonly body: Part; readonly query: Part };
  readonly getHealth: { readonly body?: undefined; readonly query: Part };
  readonly getReadiness: { readonly body?: undefined; readonly query: Part };
  readonly getMetricsJson: { readonly body?: undefined; readonly query: Part };
  readonly getMetrics: { readonly body?: undefined; readonly query: Part };
  readonly getReference: { readonly body?: undefined; readonly query: Part };
  readonly getOpenapi: { readonly body?: undefined; readonly query: Part };
};

export declare const createScheduleBody: Validator<NonNullable<types.CreateScheduleData["body"]>>;
export declare const createScheduleQuery: Validator<Record<string, never>>;
export declare const listSchedulesQuery: Validator<NonNullable<types.ListSchedulesData["query"]>>;
export declare const bulkCreateSchedulesBody: Validator<NonNullable<types.BulkCreateSchedulesData["body"]>>;
export declare const bulkCreateSchedulesQuery: Validator<Record<string, never>>;
export declare const previewScheduleBody: Validator<NonNullable<types.PreviewScheduleData["body"]>>;
export declare const previewScheduleQuery: Validator<Record<string, never>>;
export declare const getScheduleQuery: Validator<Record<string, never>>;
export declare const updateScheduleBody: Validator<NonNullable<types.UpdateScheduleData["body"]>>;
export declare const updateScheduleQuery: Validator<Record<string, never>>;
export declare const cancelScheduleQuery: Validator<Record<string, never>>;
export declare const pauseScheduleQuery: Validator<Record<string, never>>;
export declare const resumeScheduleQuery: Validator<Record<string, never>>;
export declare const triggerScheduleQuery: Validator<Record<string, never>>;
export declare const cloneScheduleBody: Validator<NonNullable<types.CloneScheduleData["body"]>>;
export declare const cloneScheduleQuery: Validator<Record<string, never>>;
export declare const replayScheduleQuery: Validator<Record<string, never>>;
export declare const listScheduleDeliveriesQuery: Validator<NonNullable<types.ListScheduleDeliveriesData["query"]>>;
export declare const listScheduleAttemptsQuery: Validator<NonNullable<types.ListScheduleAttemptsData["query"]>>;
export declare const getScheduleLedgerQuery: Validator<NonNullable<types.GetScheduleLedgerData["query"]>>;
export declare const listDeliveriesQuery: Validator<NonNullable<types.ListDeliveriesData["query"]>>;
export declare const getDeliveryQuery: Validator<Record<string, never>>;
export declare const listDeliveryAttemptsQuery: Validator<NonNullable<types.ListDeliveryAttemptsData["query"]>>;
export declare const cancelDeliveryQuery: Validator<Record<string, never>>;
export declare const replayDeliveryBody: Validator<NonNullable<types.ReplayDeliveryData["body"]>>;
export declare const replayDeliveryQuery: Validator<Record<string, never>>;
export declare const listDeadLettersQuery: Validator<NonNullable<types.ListDeadLettersData["query"]>>;
export declare const replayDeadLettersBody: Validator<NonNullable<types.ReplayDeadLettersData["body"]>>;
export declare const replayDeadLettersQuery: Validator<Record<string, never>>;
export declare const listLogsQuery: Validator<NonNullable<types.ListLogsData["query"]>>;
export declare const getLedgerQuery: Validator<NonNullable<types.GetLedgerData["query"]>>;
export declare const getOverviewQuery: Validator<NonNullable<types.GetOverviewData["query"]>>;
export declare const getUsageQuery: Validator<Record<string, never>>;
export declare const getPunctualityQuery: Validator<Record<string, never>>;
export declare const createEndpointBody: Validator<NonNullable<types.CreateEndpointData["body"]>>;
export declare const createEndpointQuery: Validator<Record<string, never>>;
export declare const listEndpointsQuery: Validator<NonNullable<types.ListEndpointsData["query"]>>;
export declare const getEndpointQuery: Validator<Record<string, never>>;
export declare const updateEndpointBody: Validator<NonNullable<types.UpdateEndpointData["body"]>>;
export declare const updateEndpointQuery: Validator<Record<string, never>>;
export declare const deleteEndpointQuery: Validator<Record<string, never>>;
export declare const enableEndpointQuery: Validator<Record<string, never>>;
export declare const disableEndpointQuery: Validator<Record<string, never>>;
export declare const rotateEndpointSecretQuery: Validator<Record<string, never>>;
export declare const testEndpointQuery: Validator<Record<string, never>>;
export declare const createApiKeyBody: Validator<NonNullable<types.CreateApiKeyData["body"]>>;
export declare const createApiKeyQuery: Validator<Record<string, never>>;
export declare const listApiKeysQuery: Validator<NonNullable<types.ListApiKeysData["query"]>>;
export declare const whoAmIQuery: Validator<Record<string, never>>;
export declare const rotateApiKeyQuery: Validator<Record<string, never>>;
export declare const revokeApiKeyQuery: Validator<Record<string, never>>;
export declare const startMagicLinkBody: Validator<NonNullable<types.StartMagicLinkData["body"]>>;
export declare const startMagicLinkQuery: Validator<Record<string, never>>;
export declare const openMagicLinkQuery: Validator<NonNullable<types.OpenMagicLinkData["query"]>>;
export declare const confirmMagicLinkQuery: Validator<NonNullable<types.ConfirmMagicLinkData["query"]>>;
export declare const logOutQuery: Validator<Record<string, never>>;
export declare const getMeQuery: Validator<Record<string, never>>;
export declare const updateMeBody: Validator<NonNullable<types.UpdateMeData["body"]>>;
export declare const updateMeQuery: Validator<Record<string, never>>;
export declare const getSigningSecretsQuery: Validator<Record<string, never>>;
export declare const deleteSigningSecretsQuery: Validator<Record<string, never>>;
export declare const rotateSigningSecretsQuery: Validator<Record<string, never>>;
export declare const getDevClockQuery: Validator<Record<string, never>>;
export declare const advanceDevClockBody: Validator<NonNullable<types.AdvanceDevClockData["body"]>>;
export declare const advanceDevClockQuery: Validator<Record<string, never>>;
export declare const getHealthQuery: Validator<Record<string, never>>;
export declare const getReadinessQuery: Validator<Record<string, never>>;
export declare const getMetricsJsonQuery: Validator<Record<string, never>>;
export declare const getMetricsQuery: Validator<Record<string, never>>;
export declare const getReferenceQuery: Validator<Record<string, never>>;
export declare const getOpenapiQuery: Validator<Record<string, never>>;
