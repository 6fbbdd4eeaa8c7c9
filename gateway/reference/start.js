// Served as it stands to the browser, beside the bundle that brings SwaggerUIBundle.
globalThis.SwaggerUIBundle({
  url: "openapi.json",
  dom_id: "#reference",
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  // Else it would ask validator.swagger.io whether the document is right.
  validatorUrl: null,
  // A key that is typed in is kept by the page alone, and gone with it.
  persistAuthorization: false,
});
