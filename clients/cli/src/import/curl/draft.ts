import type { CreateScheduleRequest, Method } from "../../../../sdk/src/index.ts";
import { leave } from "../imported.ts";
import type { CommandRequest } from "./request-of.ts";

const methods: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Collects a request from the options of a command. */
export class Draft {
  url: string | null = null;
  method: string | null = null;
  user: string | null = null;
  /** Seconds; null when there is no bound. */
  maxSeconds: number | null = null;
  /** Null if the command does not set retries. */
  retries: number | null = null;
  retryDelaySeconds: number | null = null;
  /** True: the data goes behind the `?`. */
  dataInUrl = false;
  readonly data: string[] = [];
  readonly notes: string[] = [];
  readonly #headers = new Map<string, { name: string; value: string }>();
  readonly #dropped = new Set<string>();

  /** Sets a header. @param isDefault does not replace one that was set */
  header(name: string, value: string, isDefault = false): void {
    const key = name.toLowerCase();
    if (isDefault && (this.#headers.has(key) || this.#dropped.has(key))) return;
    this.#headers.set(key, { name, value });
  }

  /** Removes a header, as for `-H "Accept:"`. */
  drop(name: string): void {
    this.#dropped.add(name.toLowerCase());
  }

  destination(url: string): void {
    if (this.url !== null) leave("it calls several URLs");
    this.url = url;
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  /** Returns the request. @throws NotImportable without a URL, or if a delivery cannot send it */
  finish(): CommandRequest {
    const url = this.#url();
    const body = this.data.length === 0 || this.dataInUrl ? null : this.data.join("&");
    const method = this.#method(body !== null);
    if (body !== null) this.header("content-type", "application/x-www-form-urlencoded", true);
    if (this.user !== null)
      this.header("Authorization", `Basic ${Buffer.from(this.user).toString("base64")}`, true);
    const headers = Object.fromEntries([...this.#headers.values()].map(({ name, value }) => [name, value]));
    const request: CreateScheduleRequest & { endpoint: string } = {
      endpoint: url,
      method,
      ...(Object.keys(headers).length === 0 ? {} : { headers }),
      ...(body === null ? {} : { body }),
      ...this.#patience(),
    };
    return { request, notes: this.notes };
  }

  #url(): string {
    if (this.url === null) return leave("there is no URL in it");
    const given = /^[a-z][a-z0-9+.-]*:\/\//i.test(this.url) ? this.url : `http://${this.url}`;
    if (!URL.canParse(given)) leave(`“${this.url}” is no URL`);
    const url = new URL(given);
    if (!/^https?:$/.test(url.protocol))
      leave(`it calls ${url.protocol}//, and deliveries go by http and https`);
    if (url.username !== "" || url.password !== "") {
      this.user ??= `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
      url.username = "";
      url.password = "";
    }
    url.hash = "";
    if (this.dataInUrl && this.data.length > 0) {
      url.search = [url.search.replace(/^\?/, ""), ...this.data].filter((each) => each !== "").join("&");
    }
    return url.href;
  }

  #method(hasBody: boolean): Method {
    const given = (this.method ?? (hasBody ? "POST" : "GET")).toUpperCase();
    return (
      methods.find((each) => each === given) ?? leave(`its method is ${given}, which deliveries do not have`)
    );
  }

  #patience(): Pick<CreateScheduleRequest, "timeout" | "retry_policy"> {
    const { maxSeconds, retries, retryDelaySeconds: delay } = this;
    if (maxSeconds !== null && (maxSeconds < 1 || maxSeconds > 300))
      this.note("its timeout is set to what deliveries take, 1 s to 5 min");
    const timeout =
      maxSeconds === null || maxSeconds === 0
        ? null
        : `${Math.round(Math.min(300, Math.max(1, maxSeconds)) * 1_000)}ms`;
    const attempts = retries === null ? null : Math.min(50, retries + 1);
    const waits = delay === null || delay <= 0 ? {} : { strategy: "fixed" as const, base: `${delay}s` };
    return {
      ...(timeout === null ? {} : { timeout }),
      ...(attempts === null ? {} : { retry_policy: { max_attempts: attempts, ...waits } }),
    };
  }
}
