import { type Client, formatLog, type Hex, parseEventLogs, zeroHash } from "viem";
import { readContract } from "viem/actions";
import type { AnswerRecord } from "../../calls/claimAnswerBonds.ts";
import { getLogsInChunks } from "../../getLogsInChunks.ts";
import type { Resolution } from "../../resolution.ts";
import { toPresageError } from "../../toPresageError.ts";
import type { Market } from "../../types.ts";
import { realityAbi } from "./realityAbi.ts";

/** The answers to each question of a market whose bonds have not been paid out, the last answer first, as a claim wants them. */
export async function getAnswers(
  client: Client,
  options: { market: Market; resolution: Extract<Resolution, { kind: "reality" }> },
): Promise<Map<Hex, AnswerRecord[]>> {
  const { market, resolution } = options;
  const { reality: address, questionId, history } = resolution;
  const questions = [...new Set([questionId, ...history.flatMap(({ args }) => (args.questionId ? [args.questionId as Hex] : []))])];
  try {
    const range = { fromBlock: market.createdBlock, toBlock: market.blockNumber };
    const raw = await getLogsInChunks(client, { address, topics: [null, questions], ...range });
    const logs = parseEventLogs({ abi: realityAbi, eventName: "LogNewAnswer", logs: raw.map((log) => formatLog(log)) });
    const answers = new Map<Hex, AnswerRecord[]>();
    for (const id of questions) {
      const hash = await readContract(client, { address, abi: realityAbi, functionName: "getHistoryHash", args: [id] });
      const isFinal = await readContract(client, { address, abi: realityAbi, functionName: "isFinalized", args: [id] });
      if (hash === zeroHash || !isFinal) continue;
      const records: AnswerRecord[] = [];
      let previousHash: Hex = zeroHash;
      for (const { args } of logs.filter(({ args }) => args.question_id === id)) {
        records.unshift({ previousHash, user: args.user, bond: args.bond, answer: args.answer });
        previousHash = args.history_hash;
      }
      answers.set(id, records);
    }
    return answers;
  } catch (error) {
    throw toPresageError(error);
  }
}
