import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createKeyRing } from "../../../services/runtime/sealing.ts";
import { newUlid } from "../../../services/runtime/ulid.ts";
import {
  insertSigningSecrets,
  signingSecretSealContext,
} from "../../../services/store/accounts/signing-secrets.ts";
import { listAttempts } from "../../../services/store/attempts/list-attempts.ts";
import { settleDeliveries } from "../../../services/store/deliveries/attempt/settle-deliveries.ts";
import { claimDueDeliveries } from "../../../services/store/deliveries/claim/claim-due-deliveries.ts";
import { loadRequests } from "../../../services/store/deliveries/load-requests.ts";
import {
  packRequestContent,
  requestSealContext,
  unpackRequestContent,
} from "../../../services/store/schedules/request-content.ts";
import {
  aClaim,
  anAttempt,
  aRequest,
  aSchedule,
  aSettlement,
  beginAll,
  madeAt,
  newOwner,
  write,
} from "../fixtures/rows.ts";
import { openStoreUnderTest, type StoreUnderTest } from "../fixtures/store-under-test.ts";

/** A marker inside every value that must be sealed. */
const marker = "quite-recognisable-4711";
const keys = createKeyRing(`k1:${randomBytes(32).toString("base64")}`);
const owner = newOwner();
const holder = randomBytes(16);
let store: StoreUnderTest;

beforeAll(async () => {
  store = await openStoreUnderTest();
  const id = newUlid(madeAt);
  const content = packRequestContent({
    headers: [["x-api-token", `header ${marker}`]],
    body: Buffer.from(`body ${marker}`),
    bodyIsJson: false,
  });
  const sealedContent = content && keys.seal(content, requestSealContext(id));
  const request = aRequest(owner, { id, headerNames: ["x-api-token"], sealedContent, contentBytes: 99 });
  await write(store.scheduler, aSchedule(owner, [madeAt], { name: "visible-name" }, request));
  const secretId = newUlid(madeAt);
  await insertSigningSecrets(store.accounts, [
    {
      id: secretId,
      projectId: owner.projectId,
      role: "current",
      sealedSecret: keys.seal(Buffer.from(`whsec_${marker}`), signingSecretSealContext(secretId)),
      createdAt: madeAt,
      expiresAt: null,
    },
  ]);
  const [claimed] = await claimDueDeliveries(store.dispatcher, aClaim(holder, madeAt + 1));
  if (!claimed) throw new Error("nothing claimed");
  await beginAll(store.dispatcher, holder, [claimed], madeAt);
  const attempt = anAttempt(claimed, {
    sealedSnippet: keys.seal(Buffer.from(`snippet ${marker}`), "attempt"),
  });
  await settleDeliveries(store.dispatcher, holder, [aSettlement(claimed, "succeeded", { attempt })], madeAt);
});
afterAll(() => store.close());

/** Returns the columns that contain a text, as table.column. */
async function columnsWith(text: string): Promise<string[]> {
  const columns = await store.query(
    "SELECT TABLE_NAME AS t, COLUMN_NAME AS c FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()",
  );
  const found: string[] = [];
  for (const { t, c } of columns) {
    const [row] = await store.query(
      `SELECT COUNT(*) AS n FROM \`${t}\` WHERE INSTR(CAST(\`${c}\` AS BINARY), ?) > 0`,
      [Buffer.from(text)],
    );
    if (Number(row?.n) > 0) found.push(`${t}.${c}`);
  }
  return found;
}

describe("what is sealed", () => {
  it("stands in no column of any table: body, header values, secrets, answers", async () => {
    expect(await columnsWith("visible-name")).toEqual(["schedules.name"]);
    expect(await columnsWith(marker)).toEqual([]);
  });

  it("opens with the key for the row it was sealed for", async () => {
    const [attempt] = await listAttempts(store.dispatcher, owner, "owner", null, 1);
    expect(attempt?.sealedSnippet && keys.open(attempt.sealedSnippet, "attempt").toString()).toContain(
      marker,
    );
    const [row] = await store.query("SELECT id FROM requests WHERE project_id = ?", [owner.projectId]);
    const [request] = await loadRequests(store.dispatcher, [row?.id]);
    const sealed = request?.sealedContent;
    if (!request || !sealed) throw new Error("no content");
    expect(unpackRequestContent(keys.open(sealed, requestSealContext(request.id)))).toEqual({
      headers: [["x-api-token", `header ${marker}`]],
      body: Buffer.from(`body ${marker}`),
      bodyIsJson: false,
    });
    expect(() => keys.open(sealed, requestSealContext(newUlid(madeAt)))).toThrow(/belongs somewhere else/);
  });
});
