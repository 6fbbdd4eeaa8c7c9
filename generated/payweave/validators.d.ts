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
  readonly list: { readonly body?: undefined; readonly query: Part };
  readonly create: { readonly body: Part; readonly query: Part };
  readonly info: { readonly body?: undefined; readonly query: Part };
  readonly cancel: { readonly body?: undefined; readonly query: Part };
};

export declare const listQuery: Validator<Record<string, never>>;
export declare const createBody: Validator<NonNullable<types.CreateData["body"]>>;
export declare const createQuery: Validator<Record<string, never>>;
export declare const infoQuery: Validator<Record<string, never>>;
export declare const cancelQuery: Validator<Record<string, never>>;
