import { describe, expect, it } from "vitest";
import { errorKinds } from "../../generated/rpc/error-codes.ts";
import { pathsOfRooms, type SourceFile, sourceFiles } from "./source-files.ts";

const files = sourceFiles();
const isTest = ({ path }: SourceFile) => path.endsWith(".test.ts") || path.startsWith("test/");
const product = files.filter((file) => !isTest(file));

/** Lists imports of files below `room` that no pattern allows, as "file → import". */
function strays(room: RegExp, allowed: readonly RegExp[]): string[] {
  return product
    .filter(({ path }) => room.test(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter((each) => isOurs(each) && !allowed.some((rule) => rule.test(each)))
        .map((each) => `${path} → ${each}`),
    );
}

const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

const isOurs = (name: string) =>
  /^(clients|dashboard|gateway|services|generated|scripts|test|openapi|proto)\//.test(name);

const services = ["scheduler", "dispatcher", "accounts", "payments"] as const;

describe("the rooms", () => {
  it("are read: every service and its imports", () => {
    for (const service of services) {
      const main = files.find(({ path }) => path === `services/${service}/main.ts`);
      expect(main?.imports.length, service).toBeGreaterThan(2);
    }
  });

  it("gateway imports itself, the generated code, the runtime, and what serves MCP", () => {
    const mcp = /^clients\/mcp\/src\/(http|guides\/[\w-]+)\.ts$/;
    expect(strays(/^gateway\//, [/^gateway\//, /^generated\//, /^services\/runtime\//, mcp])).toEqual([]);
  });

  for (const service of services) {
    it(`${service} imports itself, generated/rpc, the runtime, the rules and its own door of the store`, () => {
      const allowed = [
        new RegExp(`^services/${service}/`),
        /^generated\/rpc\//,
        /^services\/(runtime|rules)\//,
        new RegExp(`^services/store/for-${service}\\.ts$`),
      ];
      expect(strays(new RegExp(`^services/${service}/`), allowed)).toEqual([]);
    });
  }

  it("the rules import generated/rpc, the runtime, and types of store/for-rules.ts", () => {
    const allowed = [/^services\/(rules|runtime)\//, /^generated\/rpc\//, /^services\/store\/for-rules\.ts$/];
    expect(strays(/^services\/rules\//, allowed)).toEqual([]);
    const rules = product.filter(({ path }) => path.startsWith("services/rules/"));
    const values = rules.filter(({ text }) => /import (?!type)[^;]*"\.\.\/store\//.test(text));
    expect(values.map(({ path }) => path)).toEqual([]);
    const door = product.find(({ path }) => path === "services/store/for-rules.ts")?.text ?? "";
    expect(door).toMatch(/export type/);
    expect(door).not.toMatch(/^(export|import) (?!type)/m);
  });

  it("the store imports itself and the runtime's errors and config", () => {
    const allowed = [/^services\/store\//, /^services\/runtime\/(errors|config)\.ts$/];
    expect(strays(/^services\/store\//, allowed)).toEqual([]);
  });

  it("the runtime imports nothing of ours: of what is generated, Google's messages alone", () => {
    const allowed = [/^services\/runtime\//, /^generated\/rpc\/google\//];
    expect(strays(/^services\/runtime\//, allowed)).toEqual([]);
  });

  it("the SDK imports itself alone, but for one door to the generated core: it has no dependency", () => {
    const sdk = product.filter(({ path }) => path.startsWith("clients/sdk/src/"));
    const others = sdk.flatMap(({ path, text }) =>
      [...text.matchAll(/\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/g)]
        .map((match) => match[1] ?? match[2] ?? "")
        .filter((name) => !name.startsWith(".") || name.includes("/generated/sdk/"))
        .map((name) => `${path} → ${name}`),
    );
    const door = "clients/sdk/src/generated.ts → ../../../generated/sdk";
    expect(others).toEqual([`${door}/client/index.ts`, `${door}/index.ts`]);
    expect(strays(/^clients\/sdk\//, [/^clients\/sdk\//, /^generated\/sdk\//])).toEqual([]);
  });

  it("only the SDK imports the generated core; other clients have the face", () => {
    const others = strays(/^(clients\/(?!sdk\/)|dashboard\/)/, [/^(clients|dashboard)\//]);
    expect(others).toEqual([]);
  });

  it("product code imports no test", () => {
    const allowed = [/^(?!test\/)/];
    expect(strays(/^(gateway|services)\//, allowed)).toEqual([]);
  });

  it("only the store speaks to a database; scripts may start and prepare one", () => {
    const speaking = product.filter(({ path, imports }) => {
      const speaks = imports.some((name) => /^(mysql2|knex)(\/|$)/.test(name));
      return speaks && !/^(services\/store|scripts)\//.test(path);
    });
    expect(speaking.map(({ path }) => path)).toEqual([]);
  });

  it("only the store writes SQL, and the SDK that of a receiver's own database", () => {
    const receivers = "clients/sdk/src/receiver/sql-store.ts";
    const sql = /["'`]\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s+[\w`*(]/;
    const writing = product.filter(
      ({ path, text }) => sql.test(text) && path !== receivers && !/^(services\/store|scripts)\//.test(path),
    );
    expect(writing.map(({ path }) => path)).toEqual([]);
  });

  it("only gateway/problem knows the HTTP status of an error", () => {
    const outside = product.filter(
      ({ path }) => path.startsWith("gateway/") && !path.startsWith("gateway/problem/"),
    );
    // Readiness answers 503 as documented; that is no error of a request.
    const writing = outside.filter(
      ({ path, text }) =>
        /\bstatus\b[^;\n]{0,12}\b[45]\d\d\b/.test(withoutComments(text)) &&
        !path.endsWith("/get-readiness.ts"),
    );
    expect(writing.map(({ path }) => path)).toEqual([]);
    const asking = outside.filter(({ text }) =>
      /import \{[^}]*(?<!type )\berrors\b[^}]*\} from "[^"]*generated\/openapi\/errors\.ts"/.test(text),
    );
    expect(asking.map(({ path }) => path)).toEqual([]);
  });

  it("every error that is thrown has a code of openapi/errors.yaml", () => {
    const thrown = product.flatMap(({ path, text }) =>
      [...text.matchAll(/new ServiceError(?:<\w+>)?\(\s*"(\w+)"/g)].map(([, code = ""]) => ({ path, code })),
    );
    expect(thrown.length).toBeGreaterThan(50);
    expect(thrown.filter(({ code }) => !Object.hasOwn(errorKinds, code))).toEqual([]);
  });

  it("only runtime/rpc knows gRPC's codes", () => {
    const knowing = product.filter(
      ({ path, text }) =>
        /import[^;]*\bstatus\b[^;]*"@grpc\/grpc-js"/.test(text) && !path.startsWith("services/runtime/rpc/"),
    );
    expect(knowing.map(({ path }) => path)).toEqual([]);
  });
});

describe("names and sizes", () => {
  it("nothing is called by a word that says nothing of what is in it", () => {
    const empty = /(^|\/)(common|shared|utils?|helpers?|lib|core|types|models?|misc)(\.\w+)*(\/|$)/;
    const ours = pathsOfRooms().filter((path) => !path.startsWith("generated/"));
    expect(ours.filter((path) => empty.test(path))).toEqual([]);
  });

  it("a process's main.ts holds 30 lines at most, since all else must start from a test", () => {
    const long = product.filter(({ path, lines }) => path.endsWith("/main.ts") && lines > 30);
    expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  // Each is one long list; splitting it would give parts without a name.
  const lists: readonly RegExp[] = [
    /^services\/store\/schema\/migrations\//, // a schema is read as a whole
    /\/parse-cron\.test\.ts$/, // the table of the dialect
    /\/next-occurrences\.test\.ts$/, // the table of the clocks' jumps
  ];

  it("a file holds one thing: past 200 lines there is a second one in it", () => {
    const long = files.filter(({ path, lines }) => lines > 200 && !lists.some((list) => list.test(path)));
    expect(long.map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
  });

  it("nothing lies about that a tool left behind", () => {
    // The root is left out: people keep their own output there, and `.gitignore` names it.
    const left = pathsOfRooms().filter((path) => /\.(orig|rej|bak|log|cpuprofile)$|~$/.test(path));
    expect(left).toEqual([]);
  });

  it("files and folders are in kebab-case", () => {
    const odd = files.filter(
      ({ path }) => !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.test|\.config|\.d)?\.tsx?$/.test(path),
    );
    expect(odd.map(({ path }) => path)).toEqual([]);
  });
});
