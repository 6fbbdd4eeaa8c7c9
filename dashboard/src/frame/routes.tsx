import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import type { IconName } from "../ui/icon.tsx";

type Page = LazyExoticComponent<ComponentType>;

/** A page that the navigation names. Its heading (h1) is the same name. */
export interface NavPage {
  readonly path: string;
  readonly name: string;
  readonly icon: IconName;
  /** Pressed after `g`. */
  readonly key: string;
  readonly Page: Page;
  /** True where a new group begins. */
  readonly isFirst?: boolean;
}

const page = (load: () => Promise<ComponentType>): Page => lazy(async () => ({ default: await load() }));

/** Pages in the order of the navigation; each is loaded when it is first shown. */
export const navPages: readonly NavPage[] = [
  {
    path: "/overview",
    name: "Overview",
    icon: "overview",
    key: "o",
    Page: page(async () => (await import("../pages/overview/overview-page.tsx")).OverviewPage),
  },
  {
    path: "/schedules",
    name: "Schedules",
    icon: "schedules",
    key: "s",
    Page: page(async () => (await import("../pages/schedules/schedules-page.tsx")).SchedulesPage),
  },
  {
    path: "/deliveries",
    name: "Deliveries",
    icon: "deliveries",
    key: "d",
    Page: page(async () => (await import("../pages/deliveries/deliveries-page.tsx")).DeliveriesPage),
  },
  {
    path: "/dead-letters",
    name: "Dead letters",
    icon: "deadLetters",
    key: "x",
    Page: page(async () => (await import("../pages/dead-letters/dead-letters-page.tsx")).DeadLettersPage),
  },
  {
    path: "/endpoints",
    name: "Endpoints",
    icon: "endpoints",
    key: "e",
    Page: page(async () => (await import("../pages/endpoints/endpoints-page.tsx")).EndpointsPage),
  },
  {
    path: "/logs",
    name: "Logs",
    icon: "logs",
    key: "l",
    Page: page(async () => (await import("../pages/logs/logs-page.tsx")).LogsPage),
  },
  {
    path: "/keys",
    name: "Keys",
    icon: "keys",
    key: "k",
    isFirst: true,
    Page: page(async () => (await import("../pages/keys/keys-page.tsx")).KeysPage),
  },
  {
    path: "/secrets",
    name: "Secrets",
    icon: "secrets",
    key: "c",
    Page: page(async () => (await import("../pages/secrets/secrets-page.tsx")).SecretsPage),
  },
  {
    path: "/system",
    name: "System",
    icon: "system",
    key: "y",
    Page: page(async () => (await import("../pages/system/system-page.tsx")).SystemPage),
  },
];

/** Pages of one object, by the path of the list that they belong to. */
export const objectPages: readonly { readonly path: string; readonly Page: Page }[] = [
  {
    path: "/schedules/new",
    Page: page(async () => (await import("../pages/schedule-form/new-schedule-page.tsx")).NewSchedulePage),
  },
  {
    path: "/schedules/:id/edit",
    Page: page(async () => (await import("../pages/schedule-form/edit-schedule-page.tsx")).EditSchedulePage),
  },
  {
    path: "/schedules/:id",
    Page: page(async () => (await import("../pages/schedule/schedule-page.tsx")).SchedulePage),
  },
  {
    path: "/deliveries/:id",
    Page: page(async () => (await import("../pages/delivery/delivery-page.tsx")).DeliveryPage),
  },
  {
    path: "/endpoints/:id",
    Page: page(async () => (await import("../pages/endpoint/endpoint-page.tsx")).EndpointPage),
  },
];

/** The page of an object, by its id; null if no page shows such objects. */
export function pathOfId(id: string): string | null {
  if (/^sch_\w+$/.test(id)) return `/schedules/${id}`;
  if (/^dlv_\w+$/.test(id)) return `/deliveries/${id}`;
  return /^ep_\w+$/.test(id) ? `/endpoints/${id}` : null;
}
