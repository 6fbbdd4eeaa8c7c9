import { describe, expect, it } from "vitest";
import { checkDestination } from "./check-destination.ts";
import { parseCidrs } from "./cidrs.ts";
import { createEgressPolicy, needsAllowance } from "./policy.ts";
import { type Resolve, ResolveError } from "./resolve.ts";

const nowhere: Resolve = async () => {
  throw new ResolveError("the name could not be resolved (EAI_AGAIN)");
};
const to =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses;

async function check(url: string, resolve: Resolve, allow = ""): Promise<string> {
  const result = await checkDestination(url, createEgressPolicy(parseCidrs(allow)), resolve);
  return result.ok ? result.permission : result.code;
}

/** Hosts that have a meaning only inside a machine or network, separated by blanks. */
const specialUse = `
  localhost LOCALHOST localhost. LocalHost. x.localhost x.localhost. a.b.localhost ｌｏｃａｌｈｏｓｔ l%6Fcalhost
  loc%41lhost postgres POSTGRES redis db kubernetes metadata ai com postgres. x--y _service
  metadata.google.internal METADATA.GOOGLE.INTERNAL metadata.google.internal. db.internal x.y.internal internal
  host.docker.internal gateway.docker.internal ip-10-0-0-1.ec2.internal instance-data.ec2.internal
  printer.local printer.local. printer。local a.b.local local router.home.arpa home.arpa nas.home.arpa.
  api.default.svc api.default.svc. svc api.default.svc.cluster.local kubernetes.default.svc.cluster.local cluster.local
  localhost。 xn--nxasmq6b xn--bcher-kva
`;

/** Hosts that resemble them, or do not exist, but are ordinary names. */
const ordinary = `
  example.com example.com. EXAMPLE.COM a.example x.example x.test x.invalid x.onion x.alt under_score.example.com
  mylocalhost.com localhost.com localhost.example.com notinternal.com internal.example.com google.internal.example.com
  local.example.com svc.example.com cluster.local.example.com home.arpa.example.com home-arpa.com arpa.com
  xlocal.com x.locals x.internals x.locale x.svcs x.localhosts 1.example.com a-b.example.com xn--bcher-kva.com bücher.de
  1.0.0.127.in-addr.arpa
`;

/** Addresses in every notation that WHATWG accepts, none of which is public unicast. */
const notPublic = `
  127.0.0.1 127.1 127.0.1 127.255.255.254 0x7f000001 0x7f.0.0.1 0x7f.1 017700000001 0177.1 2130706433 0x7F.0X0.0.1
  127.0.0.1. 127.1. １２７.０.０.１ ①②⑦.0.0.1 %31%32%37.0.0.1 127。0。0。1 0 0. 0.0.0.0 00 0x0 0x 10.0.0.1 10.1 0xa.1 012.1 167772161
  172.16.0.1 172.31.255.255 192.168.0.1 192.168.1 0xc0a80001 3232235521 169.254.169.254 0xa9fea9fe 2852039166
  169.254.43518 0251.0376.0251.0376 100.64.0.1 100.100.100.200 168.63.129.16 192.0.0.192 192.0.2.1 198.51.100.1
  203.0.113.1 198.18.0.1 192.88.99.1 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 0xffffffff 4294967295
  [::] [::1] [0:0:0:0:0:0:0:1] [::127.0.0.1] [::7f00:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:10.0.0.1]
  [::ffff:169.254.169.254] [::ffff:a9fe:a9fe] [::ffff:0:127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::8.8.8.8]
  [64:ff9b:1::1] [2002:7f00:1::] [2002:808:808::1] [2001::1] [2001:db8::1] [3fff::1] [100::1] [fc00::1]
  [fd00:ec2::254] [fe80::1] [fec0::1] [ff02::1] [5f00::1] [4000::1] [2001:2::1] [2001:10::1] [2620:4f:8000::1]
`;

/** Texts that are not a host, or cannot be written in a URL. */
const noHost = `
  [fe80::1%25eth0] [fe80::1%eth0] [::1%lo] [::1%25] [v1.x] [127.0.0.1] [] [::1 ::1] 256.0.0.1 1.2.3.4.5 0x100000000
  4294967296 127.0.0.256 1.2.3.0x100 08.0.0.1 127.0.0.1.. localhost.. .localhost . .. a..b a.b.. exa%mple.com exa<mple.com
  exa|mple.com -.%00.com a%2Fb.com a%5Cb.com a%40b.com a%23b.com
`;

const hosts = (text: string) => text.split(/\s+/).filter((host) => host !== "");

describe("a name for use inside a network", () => {
  for (const host of hosts(specialUse)) {
    it(`${host}: refused, unless it resolves to what is allowed, and to nothing else`, async () => {
      const url = `https://${host}/hook`;
      for (const resolve of [nowhere, to("93.184.215.14"), to("127.0.0.1"), to("10.0.0.7", "::1")]) {
        expect(await check(url, resolve)).toBe("endpoint_blocked");
      }
      const allow = "127.0.0.0/8 10.0.0.0/8";
      expect(await check(url, nowhere, allow)).toBe("endpoint_blocked");
      expect(await check(url, to("93.184.215.14"), allow)).toBe("endpoint_blocked");
      expect(await check(url, to("10.0.0.7", "93.184.215.14"), allow)).toBe("endpoint_blocked");
      expect(await check(url, to("10.0.0.7", "127.0.0.1"), allow)).toBe("allowed");
      expect(await check(`http://${host}:8080/`, to("10.0.0.7"), allow)).toBe("allowed");
      expect(await check(`http://${host}:8080/`, nowhere, allow)).toBe("invalid_endpoint");
      // The dial makes the same check every time.
      expect(needsAllowance(new URL(url))).toBe(true);
    });
  }
});

describe("a name like any other", () => {
  for (const host of hosts(ordinary)) {
    it(`${host}: taken where it does not resolve now, and judged by where it leads`, async () => {
      const url = `https://${host}/hook`;
      expect(await check(url, nowhere)).toBe("unresolved");
      expect(await check(url, to("93.184.215.14"))).toBe("public");
      expect(await check(url, to("93.184.215.14", "10.0.0.7"))).toBe("endpoint_blocked");
      expect(await check(url, to("10.0.0.7"))).toBe("endpoint_blocked");
      expect(needsAllowance(new URL(url))).toBe(false);
    });
  }
});

describe("an address that is not public unicast", () => {
  for (const host of hosts(notPublic)) {
    it(`${host}: blocked over https, and no URL over http`, async () => {
      expect(await check(`https://${host}/`, nowhere)).toBe("endpoint_blocked");
      expect(await check(`http://${host}/`, nowhere)).toBe("invalid_endpoint");
    });
  }
});

describe("an invalid host", () => {
  for (const host of hosts(noHost)) {
    it(`${host}: invalid`, async () =>
      expect(await check(`https://${host}/`, to("93.184.215.14"))).toBe("invalid_endpoint"));
  }
});
