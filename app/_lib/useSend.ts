"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { TransactionReceipt } from "viem";
import { getBlock } from "viem/actions";
import { useConfig, useConnection } from "wagmi";
import { getConnectorClient } from "wagmi/actions";
import { approveCall } from "../../sdk/calls/approve.ts";
import { multicallCall } from "../../sdk/calls/multicall.ts";
import { selfPermitCall } from "../../sdk/calls/selfPermit.ts";
import { decodeActivity } from "../../sdk/decodeActivity.ts";
import { getAllowance } from "../../sdk/getAllowance.ts";
import { sendCall } from "../../sdk/sendCall.ts";
import { getPermitDomain, signPermit } from "../../sdk/signPermit.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Call, Token } from "../../sdk/types.ts";
import { useChainConfig, useTexts } from "../_components/Providers.tsx";
import { ownActivity } from "./ownActivity.ts";
import { toIndexed } from "./toIndexed.ts";
import { transactions } from "./transactions.ts";

const DEADLINE = 1_200n;

const isOfIndexer = ({ queryKey }: { queryKey: readonly unknown[] }) => String(queryKey[0]).startsWith("indexer");

export interface Payment {
  token: Token;
  amount: bigint;
}

/**
 * Sends a call for the connected account, with the approval it needs: a permit in the same transaction where the token has
 * one and the call goes to Markets, else an exact approval first. Returns whether it went through; the rest is in the
 * transaction's status. One at a time: nothing is submitted twice.
 */
export function useSend() {
  const config = useConfig();
  const { address } = useConnection();
  const { chainId, deployment } = useChainConfig();
  const { t } = useTexts();
  const queries = useQueryClient();

  return async (what: string, call: Call | ((deadline: bigint) => Call), payment?: Payment): Promise<boolean> => {
    if (transactions.isBusy() || !address) return false;
    const client = config.getClient({ chainId });
    try {
      transactions.set({ stage: "signing", what });
      const wallet = await getConnectorClient(config, { account: address });
      const { timestamp } = await getBlock(client);
      const now = BigInt(Math.floor(Date.now() / 1000));
      const deadline = (timestamp > now ? timestamp : now) + DEADLINE;
      const main = typeof call === "function" ? call(deadline) : call;
      const token = payment?.token;
      const send = (next: Call, step?: { step: number; steps: number }) => {
        const about = step ? `${what} (${t("trade.steps", step)})` : what;
        transactions.set({ stage: "signing", what: about });
        return sendCall(client, wallet, next, {
          ...(token && { token }),
          onHash: (hash) => transactions.set({ stage: "pending", what: about, hash }),
        });
      };

      const spender = main.address;
      const short = payment && (await getAllowance(client, { token: payment.token.address, owner: address, spender })) < payment.amount;
      let receipt: TransactionReceipt;
      if (!short) {
        receipt = await send(main);
      } else if (spender === deployment.contracts.Markets && (await getPermitDomain(client, { token: payment.token.address, chainId }))) {
        const permit = await signPermit(client, wallet, {
          token: payment.token.address,
          spender,
          value: payment.amount,
          deadline,
          chainId,
        });
        receipt = await send(multicallCall({ markets: spender, calls: [selfPermitCall({ markets: spender, permit }), main] }));
      } else {
        await send(approveCall({ token: payment.token.address, spender, amount: payment.amount }), { step: 1, steps: 2 });
        receipt = await send(main, { step: 2, steps: 2 });
      }
      const times = new Map([[receipt.blockNumber, Number(timestamp > now ? timestamp : now)]]);
      ownActivity.add(decodeActivity({ markets: deployment.contracts.Markets, logs: receipt.logs, times }).map(toIndexed));
      transactions.set({ stage: "done", what, hash: receipt.transactionHash });
      void queries.invalidateQueries({ predicate: isOfIndexer });
      // the chain's alone: whether the indexer answers must not hold up a trade
      await queries.invalidateQueries({ predicate: (query) => !isOfIndexer(query) });
      return true;
    } catch (error) {
      const { message, remedy } = toPresageError(error, payment && { token: payment.token });
      transactions.set({ stage: "failed", what, error: `${message} ${remedy}` });
      return false;
    }
  };
}
