import { PresageError } from "../../sdk/errors.ts";
import { command } from "./command.ts";
import { cancelOpenOrders } from "./orderCancel.ts";
import { listOrders } from "./orderList.ts";
import { type OrderArgs, placeLimitOrder } from "./orderPlace.ts";

const ACTIONS = { place: placeLimitOrder, list: listOrders, cancel: cancelOpenOrders } as const;

/** An order is a signature, kept by a relay; a cancellation is a transaction. */
export default command<OrderArgs & { action: string }>(async ({ action, ...args }, hre) => {
  if (Object.hasOwn(ACTIONS, action)) return ACTIONS[action as keyof typeof ACTIONS](args, hre);
  throw new PresageError({
    code: "InvalidArguments",
    message: `"${action}" is neither place nor list nor cancel.`,
    remedy: "`npx hardhat presage help order` shows examples.",
  });
});
