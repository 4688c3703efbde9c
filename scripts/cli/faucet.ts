import { faucetCall } from "../../sdk/calls/faucet.ts";
import { chainOf } from "../../sdk/chains.ts";
import { PresageError } from "../../sdk/errors.ts";
import { getBalance } from "../../sdk/getBalance.ts";
import { getToken } from "../../sdk/getToken.ts";
import { amountArgument } from "./amountArgument.ts";
import { command } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { connect, deploymentOf } from "./connection.ts";
import { amountJson, amountText } from "./present.ts";
import { send } from "./send.ts";

type Args = Consent & { amount: string };

/** Test dollars for the account that signs, where they are worth nothing. */
export default command<Args>(async (args, hre) => {
  const connection = await connect(hre);
  const { collaterals } = await deploymentOf(connection);
  const { network, chainId, publicClient } = connection;
  if (!chainOf(chainId, process.env).isTest || !collaterals.usd) {
    throw new PresageError({
      code: "NoFaucet",
      message: `There are no test dollars on ${network}.`,
      remedy: "Only local chains and test networks have them: choose one with --network.",
    });
  }
  const token = await getToken(publicClient, collaterals.usd);
  const amount = amountArgument("--amount", args.amount, token);
  const signer = { publicClient, ...(await connection.wallet()) };
  const { address } = signer.account;
  await confirm([`take ${amountText(amount, token)} of the faucet, worth nothing`], { connection, account: signer.account }, args);

  const receipt = await send(signer, faucetCall({ token: token.address, amount }), token);
  const balance = await getBalance(publicClient, { token: token.address, owner: address });
  return {
    json: { account: address, balance: amountJson(balance, token), txHash: receipt.transactionHash, gasUsed: receipt.gasUsed },
    text: `${address} has ${amountText(balance, token)} now. ${receipt.gasUsed} gas, ${receipt.transactionHash}`,
  };
});
