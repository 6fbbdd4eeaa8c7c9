import express, { type ErrorHandler, type Handler } from "express";
import { expressReceiver } from "../../../clients/sdk/src/receiver/index.ts";
import { type Given, type Mount, mounted } from "./mounted.ts";

/** Starts Express with this middleware before the receiver. */
function expressWith(...before: Handler[]) {
  return (given: Given) => {
    const errors: Error[] = [];
    const app = express();
    for (const handler of before) app.use(handler);
    const failed: ErrorHandler = (error, _request, response, _next) => {
      errors.push(error);
      response.writeHead(500).end();
    };
    app.all("/hooks", expressReceiver(given), failed);
    return mounted(app.listen(0, "127.0.0.1"), errors);
  };
}

const rawBodies = express.json({
  verify: (request, _response, buffer) => Object.assign(request, { rawBody: buffer }),
});

/** Mounts, by the form in which the receiver gets the body. */
export const expressMounts: Readonly<Record<string, Mount>> = {
  "Express without a parser": (given, tooEarly) => expressWith(...(tooEarly ? [express.json()] : []))(given),
  "Express with a raw parser": (given, tooEarly) =>
    expressWith(...(tooEarly ? [express.json()] : []), express.raw({ type: () => true }))(given),
  "Express with a parser that keeps the bytes": (given, tooEarly) =>
    expressWith(tooEarly ? express.json() : rawBodies)(given),
};
