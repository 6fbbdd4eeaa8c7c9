import { nodeReceiver } from "@landfall/sdk/receiver";
import { receiverOptions, tell } from "../../receiver-options.js";

export default nodeReceiver({
  ...receiverOptions(),
  onError: ({ name, message }) => tell("errors", { name, message }),
});
