import { nodeReceiver } from "@landfall/sdk/receiver";
import { receiverOptions } from "../../receiver-options.js";

export const config = { api: { bodyParser: false } };

export default nodeReceiver(receiverOptions());
