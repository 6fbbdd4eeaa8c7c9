// Starts Swagger UI with the contract, fitted to this server: the key of the console's session, ids of objects that
// exist, and a receiver that this server may send to.
import { keepAccessible } from "./accessible.js";

/** As the console keeps its keys: in this tab, or on this device. The first is in use. */
function keyOfConsole() {
  for (const store of [sessionStorage, localStorage]) {
    try {
      const [first] = JSON.parse(store.getItem("landfall.keys")) ?? [];
      if (typeof first?.key === "string") return first.key;
    } catch {
      // Not the console's.
    }
  }
  return null;
}

let key = keyOfConsole();

async function ask(path, body) {
  const answer = await fetch(path, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return answer.ok ? answer.json() : null;
}

const publicHost = "https://example.com";
const localReceiver = "http://127.0.0.1:9000";

/** On a machine for trying it out deliveries may go to `npm run receiver`; elsewhere examples name a public host. */
async function receiver() {
  if (!["127.0.0.1", "localhost", "[::1]"].includes(location.hostname)) return publicHost;
  if (key === null) return localReceiver;
  const preview = await ask("v1/schedules/preview", { endpoint: localReceiver, delay: "1h" });
  return preview === null ? publicHost : localReceiver;
}

/** Lists that know an id for an operation, most fitting first. */
const lists = {
  "/v1/schedules/{id}": ["schedules?state=active&limit=1", "schedules?limit=1"],
  "/v1/deliveries/{id}": ["deliveries?limit=1"],
  "/v1/endpoints/{id}": ["endpoints?limit=1"],
  "/v1/api-keys/{id}": ["api-keys?limit=100"],
};
const listsOfOperation = {
  updateSchedule: ["schedules?state=active&kind=one_shot&limit=1"],
  cloneSchedule: ["schedules?kind=cron&limit=1", "schedules?limit=1"],
  resumeSchedule: ["schedules?state=paused&limit=1", "schedules?state=active&limit=1"],
  replaySchedule: ["schedules?state=completed&kind=one_shot&limit=1"],
  cancelDelivery: ["deliveries?state=scheduled&limit=1"],
  replayDelivery: ["dead-letters?limit=1", "deliveries?state=succeeded&limit=1"],
  replayDeadLetters: ["dead-letters?limit=1"],
};

function* operationsOf(spec) {
  for (const [path, item] of Object.entries(spec.paths)) {
    for (const [method, operation] of Object.entries(item)) yield { path, method, operation };
  }
}

function listsOf(path, { operationId }) {
  const prefix = Object.keys(lists).find((each) => path.startsWith(each));
  return listsOfOperation[operationId] ?? lists[prefix] ?? [];
}

/** Ids by operation, of what exists; a key that is in use is never one of them. */
async function knownIds(spec) {
  const found = new Map();
  if (key === null) return found;
  const answers = new Map();
  const first = async (list) => {
    if (!answers.has(list)) answers.set(list, ask(`v1/${list}`));
    const { data = [] } = (await answers.get(list)) ?? {};
    return data.find(({ id, state }) => id !== own && state !== "revoked")?.id;
  };
  const own = (await ask("v1/whoami"))?.key?.id;
  for (const { path, operation } of operationsOf(spec)) {
    for (const list of listsOf(path, operation)) {
      const id = await first(list);
      if (id === undefined) continue;
      found.set(operation.operationId, id);
      break;
    }
  }
  return found;
}

/** Statuses that any request may get; their error codes are listed once, at the top. */
const ofAnyRequest = ["408", "414", "417", "431", "501"];

const linked = (codes) => codes.map((code) => `[\`${code}\`](docs/errors/${code})`).join(", ");

function codesOf(spec, statuses, codes) {
  return codes.filter((code) => statuses.includes(String(spec["x-error-codes"][code].status)));
}

/** Names the codes of each error answer, with links to the pages that explain them. */
function explainErrors(spec, operation) {
  for (const [status, answer] of Object.entries(operation.responses)) {
    if (ofAnyRequest.includes(status)) delete operation.responses[status];
    const own = codesOf(spec, [status], operation["x-error-codes"] ?? []);
    if (own.length === 0 || ofAnyRequest.includes(status)) continue;
    const { headers, ...shared } = resolved(spec, "responses", answer);
    operation.responses[status] = { ...shared, description: `${shared.description}\n\n${linked(own)}` };
  }
}

function explainAnyRequest(spec) {
  const codes = codesOf(spec, ofAnyRequest, Object.keys(spec["x-error-codes"]));
  spec.info.description += `\n\nAny request may be answered ${linked(codes)} as well. [All errors](docs/errors)`;
}

function resolved(spec, kind, value) {
  return value.$ref === undefined ? value : spec.components[kind][value.$ref.split("/").at(-1)];
}

/** Makes what "Try it out" begins with a request that succeeds here. */
function fitExamples(spec, { path, operation }, ids, host) {
  const id = ids.get(operation.operationId);
  operation.parameters = (operation.parameters ?? []).map((each) => {
    const parameter = resolved(spec, "parameters", each);
    if (parameter.name === "id" && id !== undefined) return { ...parameter, example: id };
    if (parameter.name === "metadata") return { ...parameter, example: {} };
    return parameter;
  });
  const [body] = Object.values(operation.requestBody?.content ?? {});
  if (body?.example === undefined) return;
  body.example = JSON.parse(JSON.stringify(body.example).replaceAll(publicHost, host));
  if (path === "/v1/dead-letters/replay") body.example = id === undefined ? { filter: {} } : { ids: [id] };
}

/** Swagger UI without its servers and locks: the bar with the key replaces them. */
const nothing = () => () => null;
const withoutBars = () => ({
  wrapComponents: {
    ServersContainer: nothing,
    authorizeBtn: nothing,
    authorizeOperationBtn: nothing,
    // A link inside the button of the summary could not be reached by keyboard.
    OperationSummaryPath:
      (Original, { React }) =>
      (props) =>
        React.createElement(Original, {
          ...props,
          operationProps: props.operationProps.set("isDeepLinkingEnabled", false),
        }),
  },
});

const bar = document.getElementById("key");
const field = document.getElementById("key-text");

function showKey() {
  bar.hidden = false;
  document.getElementById("key-state").textContent =
    key === null
      ? "Give an API key to try the operations out. It stays in this page; npm start prints one."
      : `Requests are sent with the key ${key.slice(0, 12)}…`;
}

async function adapted(original) {
  const spec = JSON.parse(original);
  const [ids, host] = await Promise.all([knownIds(spec), receiver()]);
  explainAnyRequest(spec);
  for (const each of operationsOf(spec)) {
    fitExamples(spec, each, ids, host);
    explainErrors(spec, each.operation);
  }
  return spec;
}

/** Fills in ids of what was made meanwhile, where nobody sees or has given one. */
async function refill(ui, original) {
  const spec = JSON.parse(original);
  const ids = await knownIds(spec);
  for (const { path, method, operation } of operationsOf(spec)) {
    const id = ids.get(operation.operationId);
    const shown = document.querySelector(`[id$="-${operation.operationId}"] tr[data-param-name="id"] input`);
    if (id === undefined || (shown !== null && shown.value !== "")) continue;
    ui.specActions.changeParam([path, method], "id", "path", id, false);
  }
}

async function start() {
  const original = await (await fetch("openapi.json")).text();
  showKey();
  const ui = globalThis.SwaggerUIBundle({
    spec: await adapted(original),
    dom_id: "#reference",
    plugins: [withoutBars],
    deepLinking: true,
    tryItOutEnabled: true,
    displayRequestDuration: true,
    defaultModelsExpandDepth: -1,
    syntaxHighlight: { activated: false },
    // Otherwise it would send the document to validator.swagger.io.
    validatorUrl: null,
    // A key that is typed in exists only in the page and is gone with it.
    persistAuthorization: false,
    onComplete: () => key !== null && ui.preauthorizeApiKey("apiKey", key),
    responseInterceptor(answer) {
      if (answer.ok && answer.method !== "GET") void refill(ui, original);
      return answer;
    },
  });
  bar.addEventListener("submit", (event) => {
    event.preventDefault();
    key = field.value.trim();
    field.value = "";
    ui.preauthorizeApiKey("apiKey", key);
    showKey();
    void refill(ui, original);
  });
}

keepAccessible(document.getElementById("reference"));
void start();
