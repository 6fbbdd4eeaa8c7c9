import { describe, expect, it } from "vitest";
import { isPublicUnicast } from "./public-unicast.ts";

/** First and last address of each block of the IANA special-purpose registries, and their neighbors. */
const blocked = [
  ["this network", "0.0.0.0", "0.255.255.255"],
  ["private", "10.0.0.0", "10.255.255.255"],
  ["carrier-grade NAT", "100.64.0.0", "100.127.255.255", "100.100.100.200"],
  ["loopback", "127.0.0.0", "127.0.0.1", "127.255.255.255"],
  ["link-local", "169.254.0.0", "169.254.169.254", "169.254.255.255"],
  ["private", "172.16.0.0", "172.31.255.255"],
  ["IETF protocol assignments", "192.0.0.0", "192.0.0.8", "192.0.0.170", "192.0.0.192", "192.0.0.255"],
  [
    "documentation",
    "192.0.2.0",
    "192.0.2.255",
    "198.51.100.0",
    "198.51.100.255",
    "203.0.113.0",
    "203.0.113.255",
  ],
  ["AS112", "192.31.196.0", "192.31.196.255", "192.175.48.0", "192.175.48.255"],
  ["AMT", "192.52.193.0", "192.52.193.255"],
  ["6to4 relay", "192.88.99.0", "192.88.99.2", "192.88.99.255"],
  ["private", "192.168.0.0", "192.168.255.255"],
  ["benchmarking", "198.18.0.0", "198.19.255.255"],
  ["multicast", "224.0.0.0", "239.255.255.255"],
  ["reserved", "240.0.0.0", "255.255.255.254"],
  ["broadcast", "255.255.255.255"],
  ["Azure's host", "168.63.129.16"],
  ["unspecified", "::", "0:0:0:0:0:0:0:0"],
  ["loopback", "::1", "::1%lo"],
  ["IPv4-compatible", "::127.0.0.1", "::8.8.8.8"],
  [
    "IPv4-mapped, of what is blocked",
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "::ffff:a9fe:a9fe",
    "::FFFF:10.0.0.1",
  ],
  ["IPv4-translated", "::ffff:0:127.0.0.1", "::ffff:0:8.8.8.8"],
  [
    "NAT64",
    "64:ff9b::",
    "64:ff9b::7f00:1",
    "64:ff9b::808:808",
    "64:ff9b:1::",
    "64:ff9b:1:ffff:ffff:ffff:ffff:ffff",
  ],
  ["discard", "100::", "100::ffff:ffff:ffff:ffff", "100:0:0:1::"],
  ["Teredo", "2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff"],
  [
    "protocol assignments",
    "2001:1::1",
    "2001:1::2",
    "2001:2::",
    "2001:3::",
    "2001:4:112::",
    "2001:1ff:ffff::",
  ],
  ["ORCHID", "2001:10::", "2001:20::", "2001:2f:ffff::", "2001:30::"],
  ["documentation", "2001:db8::", "2001:db8:ffff:ffff::", "3fff::", "3fff:fff:ffff::"],
  ["6to4", "2002::", "2002:7f00:1::", "2002:ffff:ffff::"],
  ["AS112", "2620:4f:8000::"],
  ["segment routing", "5f00::"],
  ["unique local", "fc00::", "fd00:ec2::254", "fdff:ffff::"],
  ["link-local", "fe80::", "fe80::1%eth0", "febf:ffff::"],
  ["site-local", "fec0::", "feff:ffff::"],
  ["multicast", "ff00::", "ff02::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"],
  ["outside 2000::/3", "1fff:ffff::", "4000::", "8000::", "1::"],
  [
    "no address",
    "",
    "localhost",
    "127.1",
    "0x7f.0.0.1",
    "010.0.0.1",
    "2130706433",
    "1.2.3.4.5",
    "[::1]",
    "8.8.8.8 ",
  ],
] as const;

const open = [
  ["neighbours of what is blocked", "1.0.0.0", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0"],
  ["neighbours of what is blocked", "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0"],
  [
    "neighbours of what is blocked",
    "172.15.255.255",
    "172.32.0.0",
    "192.0.1.0",
    "192.0.3.0",
    "192.167.255.255",
  ],
  ["neighbours of what is blocked", "198.17.255.255", "198.20.0.0", "223.255.255.255", "168.63.129.17"],
  ["well-known hosts", "8.8.8.8", "1.1.1.1", "93.184.215.14", "2606:4700:4700::1111", "2a00:1450:4001::200e"],
  [
    "neighbours of what is blocked",
    "2000::",
    "2001:200::",
    "2001:db7::",
    "2001:db9::",
    "2003::",
    "3fff:1000::",
  ],
  ["IPv4-mapped, of what is open", "::ffff:8.8.8.8", "::ffff:808:808"],
] as const;

describe("isPublicUnicast", () => {
  for (const [name, ...addresses] of blocked) {
    for (const address of addresses) {
      it(`no: ${name}, ${JSON.stringify(address)}`, () => expect(isPublicUnicast(address)).toBe(false));
    }
  }
  for (const [name, ...addresses] of open) {
    for (const address of addresses) {
      it(`yes: ${name}, ${address}`, () => expect(isPublicUnicast(address)).toBe(true));
    }
  }
});
