import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import { type Landfall, newLandfall } from "../../e2e/fixtures/landfall.ts";
import { type Seeded, seed } from "./seed.ts";

/** `npm start` with a filled project, and a browser before it. */
export interface Stage {
  readonly landfall: Landfall;
  readonly seeded: Seeded;
  readonly browser: Browser;
  close(): Promise<void>;
}

/** Window to open a page in. */
export interface View {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: "light" | "dark";
  /** False: nobody is signed in. */
  readonly signedIn?: boolean;
}

/** A page in a window of its own, and what it asked for and complained of. */
export interface Opened {
  readonly page: Page;
  readonly requests: readonly URL[];
  readonly errors: readonly string[];
  goto(path: string): Promise<void>;
  close(): Promise<void>;
}

const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
];

/** Starts all of it; takes some 20 seconds. */
export async function openStage(): Promise<Stage> {
  const landfall = await newLandfall();
  await landfall.start({ LOG_LEVEL: "info" });
  const [seeded, browser] = await Promise.all([
    seed(landfall.url, landfall.testKey),
    chromium.launch({ executablePath: inject("chromiumPath"), args }),
  ]);
  return {
    landfall,
    seeded,
    browser,
    async close() {
      await browser.close();
      await seeded.close();
      await landfall[Symbol.asyncDispose]();
    },
  };
}

/** Opens a window. */
export async function openPage(stage: Stage, view: View = {}): Promise<Opened> {
  const { width = 1280, height = 800, theme = "light", signedIn = true } = view;
  const context = await stage.browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    timezoneId: "Europe/Berlin",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  if (signedIn) await signInBefore(context, stage.landfall.testKey);
  const page = await context.newPage();
  const requests: URL[] = [];
  const errors: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url())));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return {
    page,
    requests,
    errors,
    async goto(path) {
      await page.goto(`${stage.landfall.url}${path}`);
      await page.locator("h1").waitFor();
      await settled(page);
    },
    close: () => context.close(),
  };
}

/** Resolves when no place is held for what is still asked for. */
export async function settled(page: Page): Promise<void> {
  await page.locator(".skeleton, .page-loading").first().waitFor({ state: "detached" });
}

async function signInBefore(context: BrowserContext, key: string): Promise<void> {
  const known = JSON.stringify([{ key, name: "first test key", project: "default", mode: "test" }]);
  await context.addInitScript(`sessionStorage.setItem("landfall.keys", ${JSON.stringify(known)})`);
}

/** Every page by the name of its picture. */
export function pathsOf({ seeded }: Stage): Readonly<Record<string, string>> {
  return {
    overview: "/console/overview",
    schedules: "/console/schedules",
    deliveries: "/console/deliveries",
    "dead-letters": "/console/dead-letters",
    endpoints: "/console/endpoints",
    logs: "/console/logs",
    keys: "/console/keys",
    secrets: "/console/secrets",
    system: "/console/system",
    "schedule-new": "/console/schedules/new",
    "schedule-clone": `/console/schedules/new?from=${seeded.scheduleId}`,
    "schedule-edit": `/console/schedules/${seeded.scheduleId}/edit`,
    schedule: `/console/schedules/${seeded.scheduleId}`,
    delivery: `/console/deliveries/${seeded.deadId}`,
    endpoint: `/console/endpoints/${seeded.endpointId}`,
  };
}
