/** Allows the page nothing but its form. */
export const confirmPolicy =
  "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The page that a link shows in a browser that did not ask for it. */
export const confirmPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Sign in to Landfall</title>
<main>
<h1>Sign in to Landfall</h1>
<p>This link was asked for in another browser. Go on only if you asked for it yourself.</p>
<form method="post"><button>Sign in here</button></form>
</main>
</html>
`;
