/**
 * A self-signed pair for 127.0.0.1 and localhost, valid for a century, made with
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500
 * -subj "/CN=Landfall test receiver" -addext "subjectAltName=IP:127.0.0.1,DNS:localhost"`.
 * For tests only: everybody has this key.
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
