import { nextReceiver } from "@landfall/sdk/receiver";
import { receiverOptions } from "../../receiver-options.js";

const receive = nextReceiver(receiverOptions());

export async function POST(request) {
  await request.json();
  return receive(request);
}
