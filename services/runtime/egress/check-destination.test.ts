import { describe, expect, it } from "vitest";
import { checkDestination } from "./check-destination.ts";
import { parseCidrs } from "./cidrs.ts";
import { createEgressPolicy } from "./policy.ts";
import { type Resolve, ResolveError } from "./resolve.ts";

const names = new Map([
  ["public.example", ["93.184.215.14", "2606:4700:4700::1111"]],
  ["public.example.", ["93.184.215.14"]],
  ["xn--bcher-kva.example", ["93.184.215.14"]],
  ["rebind.example", ["93.184.215.14", "169.254.169.254"]],
  ["inside.example", ["10.0.0.7"]],
  ["half.example", ["10.0.0.7", "93.184.215.14"]],
  ["localhost", ["127.0.0.1", "::1"]],
  ["app.localhost", ["127.0.0.1"]],
]);
const resolve: Resolve = async (name) => {
  const addresses = names.get(name);
  if (addresses === undefined) throw new ResolveError("the name does not exist");
  return addresses;
};

async function check(url: string, allow = ""): Promise<string> {
  const result = await checkDestination(url, createEgressPolicy(parseCidrs(allow)), resolve);
  return result.ok ? `${result.permission} ${result.url}` : result.code;
}

describe("checkDestination without an allow list", () => {
  const table: readonly [string, string][] = [
    ["https://public.example", "public https://public.example/"],
    ["https://public.example:443/a?b=c", "public https://public.example/a?b=c"],
    ["https://public.example:80/", "public https://public.example:80/"],
    ["HTTPS://Public.EXAMPLE/Path", "public https://public.example/Path"],
    ["https://public.example./", "public https://public.example./"],
    ["https://bücher.example/ü", "public https://xn--bcher-kva.example/%C3%BC"],
    ["https://public.example/a#part", "public https://public.example/a"],
    ["https://public.example#part", "public https://public.example/"],
    ["https://public.example/@x", "public https://public.example/@x"],
    ["https://8.8.8.8/", "public https://8.8.8.8/"],
    ["https://[2606:4700:4700::1111]/", "public https://[2606:4700:4700::1111]/"],
    ["https://unknown.example/", "unresolved https://unknown.example/"],
    ["https://under_score.example/", "unresolved https://under_score.example/"],
    ["https://127.0.0.1/", "endpoint_blocked"],
    ["https://127.1/", "endpoint_blocked"],
    ["https://0x7f.1/", "endpoint_blocked"],
    ["https://0177.0.0.1/", "endpoint_blocked"],
    ["https://2130706433/", "endpoint_blocked"],
    ["https://127.0.0.1./", "endpoint_blocked"],
    ["https://%31%32%37.0.0.1/", "endpoint_blocked"],
    ["https://１２７.０.０.１/", "endpoint_blocked"],
    ["https://①②⑦.0.0.1/", "endpoint_blocked"],
    ["https://0/", "endpoint_blocked"],
    ["https://[::ffff:7f00:1]/", "endpoint_blocked"],
    ["https://[::ffff:127.0.0.1]/", "endpoint_blocked"],
    ["https://[::1]/", "endpoint_blocked"],
    ["https://[::]/", "endpoint_blocked"],
    ["https://169.254.169.254/latest/meta-data/", "endpoint_blocked"],
    ["https://localhost/", "endpoint_blocked"],
    ["https://LOCALHOST/", "endpoint_blocked"],
    ["https://app.localhost/", "endpoint_blocked"],
    ["https://inside.example/", "endpoint_blocked"],
    ["https://rebind.example/", "endpoint_blocked"],
    ["http://public.example/", "invalid_endpoint"],
    ["http://127.0.0.1/", "invalid_endpoint"],
    ["https://public.example:8443/", "invalid_endpoint"],
    ["https://public.example:0/", "invalid_endpoint"],
    ["https://public.example:65536/", "invalid_endpoint"],
    ["https://user@public.example/", "invalid_endpoint"],
    ["https://user:pass@public.example/", "invalid_endpoint"],
    ["https://@public.example/", "invalid_endpoint"],
    ["https://:@public.example/", "invalid_endpoint"],
    ["https://", "invalid_endpoint"],
    ["https:///public.example", "invalid_endpoint"],
    ["https:public.example", "invalid_endpoint"],
    ["https:/public.example", "invalid_endpoint"],
    ["//public.example/", "invalid_endpoint"],
    ["public.example", "invalid_endpoint"],
    ["/path", "invalid_endpoint"],
    ["", "invalid_endpoint"],
    ["ftp://public.example/", "invalid_endpoint"],
    ["javascript:alert(1)", "invalid_endpoint"],
    ["file:///etc/passwd", "invalid_endpoint"],
    ["https://public.example\\@inside.example/", "invalid_endpoint"],
    ["https:\\\\public.example/", "invalid_endpoint"],
    [" https://public.example/", "invalid_endpoint"],
    ["https://public.example/a b", "invalid_endpoint"],
    ["https://pub\tlic.example/", "invalid_endpoint"],
    ["https://public.example/\r\nX: y", "invalid_endpoint"],
    ["https://public.example/\u0000", "invalid_endpoint"],
    ["https://public.example/\ud800", "invalid_endpoint"],
    ["https://1.2.3.4.5/", "invalid_endpoint"],
    ["https://256.0.0.1/", "invalid_endpoint"],
    ["https://[::1/", "invalid_endpoint"],
    ["https://a..b/", "invalid_endpoint"],
    [`https://${"a".repeat(64)}.example/`, "invalid_endpoint"],
    [`https://public.example/${"a".repeat(2_025)}`, `public https://public.example/${"a".repeat(2_025)}`],
    [`https://public.example/${"a".repeat(2_026)}`, "invalid_endpoint"],
    [`https://public.example/${"ü".repeat(1_000)}`, "invalid_endpoint"],
  ];
  for (const [url, expected] of table) {
    it(`${JSON.stringify(url.slice(0, 60))}: ${expected.slice(0, 40)}`, async () => {
      expect(await check(url)).toBe(expected);
    });
  }
});

describe("checkDestination with an allow list", () => {
  const table: readonly [string, string][] = [
    ["http://127.0.0.1:9000/hook", "allowed http://127.0.0.1:9000/hook"],
    ["http://2130706433:9000/", "allowed http://127.0.0.1:9000/"],
    ["http://[::ffff:7f00:1]:9000/", "allowed http://[::ffff:7f00:1]:9000/"],
    ["http://inside.example/", "allowed http://inside.example/"],
    ["https://inside.example:8443/", "allowed https://inside.example:8443/"],
    // One public address is enough to refuse: the dial uses whichever answers first.
    ["http://half.example/", "invalid_endpoint"],
    ["https://half.example/", "public https://half.example/"],
    ["http://unknown.example/", "invalid_endpoint"],
    ["http://public.example/", "invalid_endpoint"],
    ["http://localhost:3000/", "invalid_endpoint"],
    ["https://localhost/", "endpoint_blocked"],
    ["https://10.1.0.1/", "endpoint_blocked"],
    ["http://user@127.0.0.1/", "invalid_endpoint"],
  ];
  for (const [url, expected] of table) {
    it(`${url}: ${expected}`, async () => expect(await check(url, "127.0.0.0/8 10.0.0.0/24")).toBe(expected));
  }
});

describe("a name whose lookup failed", () => {
  const away: Resolve = async () => {
    throw new ResolveError("the name could not be resolved (ESERVFAIL)", "passing");
  };
  const look = (url: string, resolve: Resolve, allow = "") =>
    checkDestination(url, createEgressPolicy(parseCidrs(allow)), resolve);

  it("is not refused if it may be in the allow list", async () => {
    for (const url of [
      "https://a.example/",
      "http://a.example:8080/",
      "https://db.internal/",
      "http://db/",
    ]) {
      expect(await look(url, away, "10.0.0.0/8")).toMatchObject({
        permission: "unresolved",
        isBeingAsked: false,
      });
    }
  });

  it("is refused by its form without an allow list, without a lookup", async () => {
    const unasked: Resolve = () => expect.unreachable();
    expect(await look("http://a.example:8080/", unasked)).toMatchObject({ code: "invalid_endpoint" });
    expect(await look("https://db.internal/", unasked)).toMatchObject({ code: "endpoint_blocked" });
    expect(await look("https://93.184.215.14/", unasked)).toMatchObject({ permission: "public" });
  });

  it("reports that it is being looked up if only known results are wanted", async () => {
    const asked: Resolve = async (_name, asking) => {
      expect(asking).toEqual({ onlyKnown: true });
      throw new ResolveError("the name is being looked up", "asked");
    };
    const policy = createEgressPolicy(parseCidrs(""));
    const check = await checkDestination("https://a.example/", policy, asked, { onlyKnown: true });
    expect(check).toMatchObject({ ok: true, permission: "unresolved", isBeingAsked: true });
  });
});
