import { nextReceiver } from "@landfall/sdk/receiver";
import { receiverOptions } from "../../receiver-options.js";

export const POST = nextReceiver(receiverOptions());
export const PUT = POST;
