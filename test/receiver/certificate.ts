/**
 * A self-signed certificate and its key for 127.0.0.1 and localhost, valid for a century, made with `openssl req
 * -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj "/CN=Landfall test receiver" -addext
 * "subjectAltName=IP:127.0.0.1,DNS:localhost"`. For tests only: the key is public.
 */
export const testCertificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSnGZpOhVXBDzRBkB
emL0AHOaYVk3FB5QpfrYG3MfOEmhRANCAAQdx1red0zpSczwVurKklX7HewaE/Fr
PFff1mdpoZB9XMpn+NA/YMlzPgWyHQjpiIviKkXfKFhXRhITCEcm+7QK
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBtTCCAVugAwIBAgIUfHiuef514efNlzRpwsa5cJXYSoowCgYIKoZIzj0EAwIw
ITEfMB0GA1UEAwwWTGFuZGZhbGwgdGVzdCByZWNlaXZlcjAgFw0yNjExMjMwMzA2
NTRaGA8yMTI2MTAzMDAzMDY1NFowITEfMB0GA1UEAwwWTGFuZGZhbGwgdGVzdCBy
ZWNlaXZlcjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABB3HWt53TOlJzPBW6sqS
Vfsd7BoT8Ws8V9/WZ2mhkH1cymf40D9gyXM+BbIdCOmIi+IqRd8oWFdGEhMIRyb7
tAqjbzBtMB0GA1UdDgQWBBS7kOdpobg+26722iEDprz3tGTLJzAfBgNVHSMEGDAW
gBS7kOdpobg+26722iEDprz3tGTLJzAPBgNVHRMBAf8EBTADAQH/MBoGA1UdEQQT
MBGHBH8AAAGCCWxvY2FsaG9zdDAKBggqhkjOPQQDAgNIADBFAiBvJpyeGyniIt+/
+ET9Aovb4JpBHmLdtQRxAkO8GQYcdAIhAOKN6BNilDedvch/2T33BPl+h+gYJXtx
p+g3gqmc3b+o
-----END CERTIFICATE-----
`,
};

/** The same for `db.example`, a name that no test server has. */
export const certificateOfAnotherName = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgd81450WhljFLrI6w
d7AMpFOIGIpSqFImO4L7kB2P/GGhRANCAAQbzkcA1wV1pYvaEe/F1UARFbtubl1p
dvBwJqzFburbtJjJEy5+198gOa3J6mgmvMm5kqW+nwopBqFji+SdEdd4
-----END PRIVATE KEY-----
`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBsDCCAVagAwIBAgIUTJBBMmT2TcKEgm/fMezENIC2d9kwCgYIKoZIzj0EAwIw
ITEfMB0GA1UEAwwWTGFuZGZhbGwgdGVzdCBkYXRhYmFzZTAgFw0yNjExMzAxNjQ0
MjRaGA8yMTI2MTEwNjE2NDQyNFowITEfMB0GA1UEAwwWTGFuZGZhbGwgdGVzdCBk
YXRhYmFzZTBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABBvORwDXBXWli9oR78XV
QBEVu25uXWl28HAmrMVu6tu0mMkTLn7X3yA5rcnqaCa8ybmSpb6fCikGoWOL5J0R
13ijajBoMB0GA1UdDgQWBBRg1QwvZuxU4FlJ+D6vP4Ccjq/qqjAfBgNVHSMEGDAW
gBRg1QwvZuxU4FlJ+D6vP4Ccjq/qqjAPBgNVHRMBAf8EBTADAQH/MBUGA1UdEQQO
MAyCCmRiLmV4YW1wbGUwCgYIKoZIzj0EAwIDSAAwRQIgP2fQg6rTB1dyiddPFISt
gji4EpxULav/57P7cfGkwkECIQCX4Vekz3j2lye9kkL/m+P3vwwESypsYnyK78Q2
LOH14Q==
-----END CERTIFICATE-----
`,
};
