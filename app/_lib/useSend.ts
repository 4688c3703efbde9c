"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { TransactionReceipt } from "viem";
import { getBlock } from "viem/actions";
import { useConfig, useConnection } from "wagmi";
import { getConnectorClient } from "wagmi/actions";
import { decodeActivity } from "../../sdk/decodeActivity.ts";
import type { Way } from "../../sdk/paying/paying.ts";
import type { Planned } from "../../sdk/planned.ts";
import { sendPaying } from "../../sdk/sendPaying.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import { useChainConfig, useTexts } from "../_components/Providers.tsx";
import { errorText } from "./errorText.ts";
import { ownActivity } from "./ownActivity.ts";
import { stageText } from "./stageText.ts";
import { toIndexed } from "./toIndexed.ts";
import { transactions } from "./transactions.ts";

const isOfIndexer = ({ queryKey }: { queryKey: readonly unknown[] }) => String(queryKey[0]).startsWith("indexer");

type Run = (what: string, planned: Planned, ways?: readonly Way[]) => Promise<TransactionReceipt>;

/**
 * Sends what was planned for the connected account, with the allowance that it needs (`sendPaying`), and says each step. Throws
 * what goes wrong; only what is under way is in the transaction's status.
 */
export function useRun(): Run {
  const config = useConfig();
  const { address } = useConnection();
  const { chainId, deployment } = useChainConfig();
  const { t, locale } = useTexts();
  const queries = useQueryClient();
  const { Markets: markets } = deployment.contracts;

  return async (what, planned, ways) => {
    const client = config.getClient({ chainId });
    const { payment } = planned;
    transactions.set({ stage: "signing", what });
    const wallet = await getConnectorClient(config, address && { account: address });
    const receipt = await sendPaying(client, wallet, planned, {
      markets,
      ...(ways && { ways }),
      onStage: (stage) => {
        const about = stageText(stage, { what, t, locale, ...(payment && { token: payment.token }) });
        transactions.set(stage.hash ? { stage: "pending", what: about, hash: stage.hash } : { stage: "signing", what: about });
      },
    });
    const { timestamp } = await getBlock(client, { blockNumber: receipt.blockNumber });
    const times = new Map([[receipt.blockNumber, Number(timestamp)]]);
    ownActivity.add(decodeActivity({ markets, logs: receipt.logs, times }).map(toIndexed));
    void queries.invalidateQueries({ predicate: isOfIndexer });
    return receipt;
  };
}

/** What is read from the chain, anew: after what was done. Whether the indexer answers must not hold it up. */
export function useReadAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ predicate: (query) => !isOfIndexer(query) });
}

/**
 * Sends what was planned and says in the transaction's status what becomes of it. Returns whether it went through. Where a way
 * to pay is refused in the wallet, the next one is offered. One at a time: nothing is submitted twice.
 */
export function useSend() {
  const { address } = useConnection();
  const { t } = useTexts();
  const run = useRun();
  const readAgain = useReadAgain();

  return async function send(what: string, planned: Planned, ways?: readonly Way[]): Promise<boolean> {
    if (transactions.isBusy() || !address) return false;
    try {
      const { transactionHash: hash } = await run(what, planned, ways);
      transactions.set({ stage: "done", what, hash });
      await readAgain();
      return true;
    } catch (error) {
      const { payment } = planned;
      const { message, remedy } = errorText(error, payment && { token: payment.token });
      const failure = { stage: "failed", what, error: `${message} ${remedy}` } as const;
      const { next } = toPresageError(error).details as { next?: readonly Way[] };
      const [other] = next ?? [];
      if (other) return (await transactions.offer(failure, t(`pay.other.${other}`))) && send(what, planned, next);
      transactions.set(failure);
      return false;
    }
  };
}
