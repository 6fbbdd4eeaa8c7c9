import * as api from "../generated.ts";
import type { RequestOptions } from "../request-options.ts";
import type { Send } from "../send.ts";

/** `landfall.figures` */
export type Figures = ReturnType<typeof figuresFace>;

/** Figures: deliveries made, their success and punctuality. */
export function figuresFace(send: Send) {
  return {
    /** Summarizes the project's activity. */
    overview: (
      query: NonNullable<api.GetOverviewData["query"]> = {},
      options: RequestOptions = {},
    ): Promise<api.Overview> => send.plain(options, (common) => api.getOverview({ ...common, query })),

    /** Reads this month's usage. */
    usage: (options: RequestOptions = {}): Promise<api.Usage> =>
      send.plain(options, (common) => api.getUsage(common)),

    /** Compares the plans of all schedules with their deliveries; `holes` must be 0. */
    ledger: (
      query: NonNullable<api.GetLedgerData["query"]> = {},
      options: RequestOptions = {},
    ): Promise<api.Ledger> => send.plain(options, (common) => api.getLedger({ ...common, query })),

    /** Reads the punctuality of live deliveries in the last 24 hours; needs no key. */
    punctuality: (options: RequestOptions = {}): Promise<api.Punctuality> =>
      send.plain(options, (common) => api.getPunctuality(common)),
  };
}

/** `landfall.account` */
export type Account = ReturnType<typeof accountFace>;

/** The account of the key, and the way in for people, where the server was started with `SIGN_IN`. */
export function accountFace(send: Send) {
  return {
    /** Shows the account; all null for a key of the operator's own project. */
    me: (options: RequestOptions = {}): Promise<api.Me> => send.plain(options, (common) => api.getMe(common)),

    /** Changes the display name: takes a session, a key gets `session_required`. */
    update: (body: api.UpdateMeRequest, options: RequestOptions = {}): Promise<api.Me> =>
      send.plain(options, (common) => api.updateMe({ ...common, body })),

    /** Mails a link to sign in. */
    startMagicLink: (body: api.StartMagicLinkRequest, options: RequestOptions = {}): Promise<void> =>
      send.nothing(options, (common) => api.startMagicLink({ ...common, body })),

    /** Opens a link that was mailed, as a browser does: a page, unless this browser asked for it. */
    openMagicLink: (query: api.OpenMagicLinkData["query"], options: RequestOptions = {}): Promise<string> =>
      send.text(options, (common) => api.openMagicLink({ ...common, query })),

    /** Confirms a link, as the button of that page does. */
    confirmMagicLink: (
      query: api.ConfirmMagicLinkData["query"],
      options: RequestOptions = {},
    ): Promise<void> => send.nothing(options, (common) => api.confirmMagicLink({ ...common, query })),

    /** Ends a session: a key has none. */
    logOut: (options: RequestOptions = {}): Promise<void> =>
      send.nothing(options, (common) => api.logOut(common)),
  };
}

/** `landfall.service` */
export type Service = ReturnType<typeof serviceFace>;

/** Health, metrics and the OpenAPI document; none of these needs a key. */
export function serviceFace(send: Send) {
  return {
    /** Reports that the gateway runs. */
    health: (options: RequestOptions = {}): Promise<api.Health> =>
      send.plain(options, (common) => api.getHealth(common)),

    /** Reports if requests can be served, and if not, what is missing. */
    readiness: (options: RequestOptions = {}): Promise<api.Readiness> =>
      send.state(options, isReadiness, (common) => api.getReadiness(common)),

    /** Metrics for operators, by process. */
    metricsJson: (options: RequestOptions = {}): Promise<api.ServiceMetrics> =>
      send.plain(options, (common) => api.getMetricsJson(common)),

    /** Metrics for operators in Prometheus' text format. */
    metrics: (options: RequestOptions = {}): Promise<string> =>
      send.text(options, (common) => api.getMetrics(common)),

    /** The interactive reference, as HTML. */
    reference: (options: RequestOptions = {}): Promise<string> =>
      send.text(options, (common) => api.getReference(common)),

    /** The OpenAPI document. */
    openapi: (options: RequestOptions = {}): Promise<Record<string, unknown>> =>
      send.plain(options, (common) => api.getOpenapi(common)),
  };
}

function isReadiness(answer: unknown): answer is api.Readiness {
  return typeof answer === "object" && answer !== null && "status" in answer && "checks" in answer;
}
