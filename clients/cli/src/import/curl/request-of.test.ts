import { describe, expect, it } from "vitest";
import { requestOf } from "./request-of.ts";

const url = "https://example.com/hook";
const form = { "content-type": "application/x-www-form-urlencoded" };
const json = { "content-type": "application/json", accept: "application/json" };
const basic = { Authorization: `Basic ${Buffer.from("user:pass").toString("base64")}` };
const get = { endpoint: url, method: "GET" };
const post = { endpoint: url, method: "POST" };

/** Commands as people write them in crontabs, and the requests that they send. */
const read: readonly (readonly [string, object])[] = [
  [`curl ${url}`, get],
  [`/usr/bin/curl -s ${url} > /dev/null`, get],
  [`curl -fsS ${url} >/dev/null 2>&1`, get],
  [`curl -s ${url} &>/dev/null`, get],
  [`curl -s ${url} &> /dev/null # every night`, get],
  [`curl -s ${url} 1>/dev/null 2>/dev/null`, get],
  [`curl -s ${url} >> /dev/null 2>&1`, get],
  [`curl -so /dev/null ${url}`, get],
  [`curl -o/dev/null -sS --url '${url}'`, get],
  [`curl --output /dev/null --silent --show-error --fail "${url}"`, get],
  [`curl -sS --compressed -4 --connect-timeout 5 -w '%{http_code}\\n' ${url}`, get],
  [`curl -X POST ${url}`, post],
  [`curl -XPOST ${url}`, post],
  [`curl --request put ${url}`, { endpoint: url, method: "PUT" }],
  [`curl --request=DELETE ${url}`, { endpoint: url, method: "DELETE" }],
  [`curl -d a=1 ${url}`, { ...post, headers: form, body: "a=1" }],
  [`curl -da=1 ${url}`, { ...post, headers: form, body: "a=1" }],
  [`curl -d a=1 -d 'b=2&c' ${url}`, { ...post, headers: form, body: "a=1&b=2&c" }],
  [`curl --data "x=\\"y\\"" ${url}`, { ...post, headers: form, body: 'x="y"' }],
  [`curl --data-raw '@x' ${url}`, { ...post, headers: form, body: "@x" }],
  [
    `curl --data-binary '{"a": 1}' -H 'Content-Type: application/json' ${url}`,
    { ...post, headers: { "Content-Type": "application/json" }, body: '{"a": 1}' },
  ],
  [`curl --data-urlencode 'q=a b&c' ${url}`, { ...post, headers: form, body: "q=a+b%26c" }],
  [`curl --data-urlencode 'a b' ${url}`, { ...post, headers: form, body: "a+b" }],
  [`curl --json '{"a":1}' ${url}`, { ...post, headers: json, body: '{"a":1}' }],
  [
    `curl --json '{"a":1}' -H 'Accept: text/plain' ${url}`,
    { ...post, headers: { "content-type": "application/json", Accept: "text/plain" }, body: '{"a":1}' },
  ],
  [`curl -X PATCH --json '[]' ${url}`, { endpoint: url, method: "PATCH", headers: json, body: "[]" }],
  [`curl -G -d a=1 -d b=2 ${url}`, { ...get, endpoint: `${url}?a=1&b=2` }],
  [`curl -u user:pass ${url}`, { ...get, headers: basic }],
  [`curl -uuser:pass ${url}`, { ...get, headers: basic }],
  [`curl --user "user:pass" ${url}`, { ...get, headers: basic }],
  ["curl https://user:pass@example.com/hook", { ...get, headers: basic }],
  [`curl --oauth2-bearer t0ken ${url}`, { ...get, headers: { Authorization: "Bearer t0ken" } }],
  [
    `curl -H 'X-One: 1' --header "X-Two: a: b" ${url}`,
    { ...get, headers: { "X-One": "1", "X-Two": "a: b" } },
  ],
  [`curl -H 'X-Empty;' ${url}`, { ...get, headers: { "X-Empty": "" } }],
  [`curl -d x -H 'Content-Type:' ${url}`, { ...post, body: "x" }],
  [
    `curl -A 'cron/1' -e https://a.example -b 'a=1; b=2' ${url}`,
    { ...get, headers: { "User-Agent": "cron/1", Referer: "https://a.example", Cookie: "a=1; b=2" } },
  ],
  [`curl --retry 3 ${url}`, { ...get, retry_policy: { max_attempts: 4 } }],
  [
    `curl --retry 2 --retry-delay 10 ${url}`,
    { ...get, retry_policy: { max_attempts: 3, strategy: "fixed", base: "10s" } },
  ],
  [`curl --retry 0 -m 30 ${url}`, { ...get, retry_policy: { max_attempts: 1 }, timeout: "30000ms" }],
  [`curl --max-time 2.5 ${url}`, { ...get, timeout: "2500ms" }],
  [`curl -m10 ${url}`, { ...get, timeout: "10000ms" }],
  ["curl 'https://example.com/hook?a=1&b=$x'", { ...get, endpoint: `${url}?a=1&b=$x` }],
  ["curl https://example.com/hook?a=1", { ...get, endpoint: `${url}?a=1` }],
  ["curl https://example.com/a\\ b", { ...get, endpoint: "https://example.com/a%20b" }],
  ["curl example.com/hook", { ...get, endpoint: "http://example.com/hook" }],
  ["curl https://example.com/'ho'\"ok\"#part", get],
  [`wget -q -O /dev/null ${url}`, get],
  [`wget -qO- ${url} >/dev/null`, get],
  [`wget -nv -O - -t 1 ${url}`, { ...get, retry_policy: { max_attempts: 1 } }],
  [
    `wget --quiet --output-document=/dev/null --tries=3 --timeout=60 ${url}`,
    { ...get, retry_policy: { max_attempts: 3 }, timeout: "60000ms" },
  ],
  [`wget -q --post-data='a=1' -O /dev/null ${url}`, { ...post, headers: form, body: "a=1" }],
  [
    `wget -q --header='X-One: 1' --user=user --password=pass -O /dev/null ${url}`,
    { ...get, headers: { "X-One": "1", ...basic } },
  ],
  [
    `wget -q --method=PUT --body-data='{}' --header 'Content-Type: text/plain' -O - ${url}`,
    { endpoint: url, method: "PUT", headers: { "Content-Type": "text/plain" }, body: "{}" },
  ],
];

/** Commands that are not one request that a delivery can send, each with a word of the reason. */
const refused: readonly (readonly [string, string])[] = [
  [`curl ${url}; echo done`, ";"],
  [`curl ${url};`, ";"],
  [`curl ${url} && echo done`, "&&"],
  [`cd /srv && curl ${url}`, "&&"],
  [`curl ${url} || mail -s failed ops`, "||"],
  [`curl ${url} | grep -q ok`, "pipe"],
  [`curl ${url} &`, "&"],
  ["curl https://example.com/?a=1&b=2", "quotes"],
  ["curl https://$HOST/hook", "variable"],
  ['curl "https://example.com/$(date)"', "variable"],
  ['curl "https://example.com/`date`"', "backquotes"],
  ["curl https://example.com/`date`", "backquotes"],
  [`(curl ${url})`, "subshell"],
  [`curl -d @- ${url} < /tmp/body`, "file"],
  [`curl ${url} > /var/log/hook.log`, "file"],
  [`curl ${url} >> /var/log/hook.log 2>&1`, "file"],
  [`curl ${url} > /dev/nullx`, "file"],
  [`curl ${url} 2>&3`, "file"],
  [`curl -o /tmp/out ${url}`, "file"],
  [`curl -O ${url}`, "file"],
  [`curl -d @body.json ${url}`, "file at each run"],
  [`curl --data-urlencode name@file ${url}`, "file at each run"],
  [`curl --json @body.json ${url}`, "file at each run"],
  [`curl -H @headers ${url}`, "file"],
  [`curl -b cookies.txt ${url}`, "file"],
  [`curl -I ${url}`, "HEAD"],
  [`curl -X HEAD ${url}`, "HEAD"],
  [`curl -F a=@b ${url}`, "multipart"],
  [`curl -T file ${url}`, "file"],
  [`curl -u user ${url}`, "password"],
  [`curl -x proxy:80 ${url}`, "proxy"],
  [`curl --unknown ${url}`, "--unknown"],
  [`curl -Z ${url}`, "-Z"],
  [`curl ${url} https://example.com/2`, "several"],
  ["curl https://example.com/[1-3]", "several"],
  ["curl https://example.com/{a,b}", "several"],
  ["curl ftp://example.com/x", "ftp"],
  ["curl -s", "no URL"],
  [`curl 'https://example.com`, "not closed"],
  [`curl -X`, "no value"],
  [`curl -m soon ${url}`, "seconds"],
  [`TOKEN=1 curl ${url}`, "variable"],
  [`sudo curl ${url}`, "sudo"],
  [`/usr/local/bin/backup.sh`, "backup.sh"],
  [`wget -q -i urls.txt`, "file"],
  [`wget -O page.html ${url}`, "file"],
  [`wget --mirror ${url}`, "--mirror"],
];

describe("a command that calls a URL", () => {
  for (const [command, request] of read) {
    it(command, () => expect(requestOf(command).request).toEqual(request));
  }

  it("says what comes out otherwise", () => {
    expect(requestOf(`curl -Lk ${url}`).notes).toHaveLength(2);
    expect(requestOf(`wget --spider -q ${url}`)).toMatchObject({
      request: get,
      notes: [expect.stringContaining("GET")],
    });
    expect(requestOf(`curl -m 900 ${url}`)).toMatchObject({
      request: { timeout: "300000ms" },
      notes: [expect.any(String)],
    });
  });
});

describe("a command that is not importable", () => {
  for (const [command, reason] of refused) {
    it(`${command}: ${reason}`, () => {
      expect(() => requestOf(command)).toThrow(
        expect.objectContaining({ name: "NotImportable", message: expect.stringContaining(reason) }),
      );
    });
  }
});
