// Served to the browser unchanged, beside the bundle that defines SwaggerUIBundle.
globalThis.SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  // Otherwise it would send the document to validator.swagger.io.
  validatorUrl: null,
  // A key that is typed in exists only in the page and is gone with it.
  persistAuthorization: false,
});
