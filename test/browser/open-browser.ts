import { type Browser, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

/** A page in its own browser, with the addresses that it requested. */
export interface OpenPage {
  readonly page: Page;
  readonly requests: readonly URL[];
  /** Errors that the page wrote to its console. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

/** Without these flags Chromium asks Google's hosts for updates; run by root it has no sandbox. */
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium with an empty profile. */
export async function openBrowser(): Promise<OpenPage> {
  const browser: Browser = await chromium.launch({ executablePath: inject("chromiumPath"), args });
  const page = await browser.newPage();
  const requests: URL[] = [];
  const errors: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url())));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  return { page, requests, errors, close: () => browser.close() };
}
