import {
  type DeadLetters,
  type Deliveries,
  deadLettersFace,
  deliveriesFace,
  type Logs,
  logsFace,
} from "./face/deliveries.ts";
import { type DevClockFace, devClockFace } from "./face/dev-clock.ts";
import { type Endpoints, endpointsFace } from "./face/endpoints.ts";
import {
  type ApiKeys,
  apiKeysFace,
  type SigningSecretsFace,
  signingSecretsFace,
} from "./face/keys-and-secrets.ts";
import { type Schedules, schedulesFace } from "./face/schedules.ts";
import {
  type Account,
  accountFace,
  type Figures,
  figuresFace,
  type Service,
  serviceFace,
} from "./face/service.ts";
import { createClient, type WhoAmI, whoAmI } from "./generated.ts";
import { randomId } from "./random-id.ts";
import type { RequestOptions } from "./request-options.ts";
import { createSend, type Send } from "./send.ts";
import { wait } from "./wait.ts";

/** Options of a client. */
export interface LandfallOptions {
  /** `sk_test_…` or `sk_live_…` */
  readonly apiKey: string;
  /** Address of Landfall, `https://landfall.example.com`; a path before `/v1` is kept. */
  readonly baseUrl: string;
  /** Time limit of one try of a call, in milliseconds; default 30,000. */
  readonly timeoutMs?: number;
  /** Maximum retries of a call that is safe to repeat; default 2. */
  readonly maxRetries?: number;
  /** Headers sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Replaces the runtime's own `fetch`. */
  readonly fetch?: typeof fetch;
}

/**
 * Client of Landfall's API. Calls reject with a `LandfallError`; a list gives one page (`await`) or all
 * objects (`for await`).
 *
 * @throws TypeError for a malformed API key or base URL
 */
export class Landfall {
  readonly schedules: Schedules;
  readonly deliveries: Deliveries;
  readonly deadLetters: DeadLetters;
  readonly logs: Logs;
  readonly endpoints: Endpoints;
  readonly apiKeys: ApiKeys;
  readonly signingSecrets: SigningSecretsFace;
  readonly figures: Figures;
  readonly service: Service;
  readonly account: Account;
  readonly devClock: DevClockFace;
  // Private, so that logging a client does not log its key.
  readonly #send: Send;

  constructor(options: LandfallOptions) {
    const client = createClient({
      auth: checkedKey(options.apiKey),
      baseUrl: checkedUrl(options.baseUrl),
      // Following a redirect would turn a POST into a GET.
      redirect: "manual",
    });
    const world = {
      fetch: options.fetch ?? globalThis.fetch,
      wait,
      random: Math.random,
      now: Date.now,
    };
    const { timeoutMs = 30_000, maxRetries = 2, headers = {} } = options;
    const send = createSend(client, world, randomId, { timeoutMs, maxRetries, headers });
    this.#send = send;
    this.schedules = schedulesFace(send);
    this.deliveries = deliveriesFace(send);
    this.deadLetters = deadLettersFace(send);
    this.logs = logsFace(send);
    this.endpoints = endpointsFace(send);
    this.apiKeys = apiKeysFace(send);
    this.signingSecrets = signingSecretsFace(send);
    this.figures = figuresFace(send);
    this.service = serviceFace(send);
    this.account = accountFace(send);
    this.devClock = devClockFace(send, () => performance.now());
  }

  /** Describes the API key and the server. */
  whoAmI(options: RequestOptions = {}): Promise<WhoAmI> {
    return this.#send.plain(options, (common) => whoAmI(common));
  }
}

function checkedKey(apiKey: string): string {
  if (typeof apiKey === "string" && /^[\x21-\x7e]+$/.test(apiKey)) return apiKey;
  throw new TypeError("`apiKey` must be an API key of Landfall, sk_test_… or sk_live_….");
}

function checkedUrl(baseUrl: string): string {
  if (typeof baseUrl === "string" && /^https?:\/\//i.test(baseUrl) && URL.canParse(baseUrl)) {
    return baseUrl.replace(/\/+$/, "");
  }
  throw new TypeError(
    "`baseUrl` must be an absolute http or https URL, such as https://landfall.example.com.",
  );
}
