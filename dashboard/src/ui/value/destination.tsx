/** Where something goes. `https://` is left out, `http://` is not: it deserves a look. */
export function Destination({ method, url }: { readonly method: string; readonly url: string }) {
  return (
    <>
      <span className="mono quiet">{method}</span> {url.replace(/^https:\/\//, "")}
    </>
  );
}
