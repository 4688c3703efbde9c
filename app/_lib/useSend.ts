"use client";

import { useQueryClient } from "@tanstack/react-query";
import { getBlock } from "viem/actions";
import { useConfig, useConnection } from "wagmi";
import { getConnectorClient } from "wagmi/actions";
import { decodeActivity } from "../../sdk/decodeActivity.ts";
import type { PresageError } from "../../sdk/errors.ts";
import type { Way } from "../../sdk/paying/paying.ts";
import type { Planned } from "../../sdk/planned.ts";
import { sendPaying } from "../../sdk/sendPaying.ts";
import { useChainConfig, useTexts } from "../_components/Providers.tsx";
import { errorText } from "./errorText.ts";
import { ownActivity } from "./ownActivity.ts";
import { stageText } from "./stageText.ts";
import { toIndexed } from "./toIndexed.ts";
import { transactions } from "./transactions.ts";

const isOfIndexer = ({ queryKey }: { queryKey: readonly unknown[] }) => String(queryKey[0]).startsWith("indexer");

/**
 * Sends what was planned for the connected account, with the allowance that it needs (`sendPaying`). Returns whether it went
 * through; the rest is in the transaction's status. One at a time: nothing is submitted twice.
 */
export function useSend() {
  const config = useConfig();
  const { address } = useConnection();
  const { chainId, deployment } = useChainConfig();
  const { t, locale } = useTexts();
  const queries = useQueryClient();
  const { Markets: markets } = deployment.contracts;

  return async function send(what: string, planned: Planned, ways?: readonly Way[]): Promise<boolean> {
    if (transactions.isBusy() || !address) return false;
    const client = config.getClient({ chainId });
    const { payment } = planned;
    try {
      transactions.set({ stage: "signing", what });
      const wallet = await getConnectorClient(config, { account: address });
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
      transactions.set({ stage: "done", what, hash: receipt.transactionHash });
      void queries.invalidateQueries({ predicate: isOfIndexer });
      // the chain's alone: whether the indexer answers must not hold up a trade
      await queries.invalidateQueries({ predicate: (query) => !isOfIndexer(query) });
      return true;
    } catch (error) {
      const { message, remedy } = errorText(error, payment && { token: payment.token });
      const failure = { stage: "failed", what, error: `${message} ${remedy}` } as const;
      const { next } = (error as PresageError).details as { next?: readonly Way[] };
      const [other] = next ?? [];
      if (!other) {
        transactions.set(failure);
        return false;
      }
      return (await transactions.offer(failure, t(`pay.other.${other}`))) && send(what, planned, next);
    }
  };
}
