import type { Client, Hex } from "viem";
import { readContract } from "viem/actions";
import { realityResolverAbi } from "../../abi/realityResolver.ts";
import type { Market } from "../../types.ts";
import { type Reading, type ReadOptions, readEvents, readHistory, readTime, resolverOf } from "../reading.ts";
import { NATIVE } from "../step.ts";
import { meaningOf } from "./answerOf.ts";
import { arbitratorAbi, realityAbi } from "./realityAbi.ts";
import { type RealitySituation, realityStates } from "./situation.ts";

export async function readReality(client: Client, market: Market, { history }: ReadOptions): Promise<Reading<RealitySituation>> {
  const contract = { ...resolverOf(market), abi: realityResolverAbi } as const;
  const [policy, [state, until], questionId, questionText, reality, events, now] = await Promise.all([
    readContract(client, { ...contract, functionName: "policyOf" }),
    readContract(client, { ...contract, functionName: "stateOf" }),
    readContract(client, { ...contract, functionName: "questionOf" }),
    readContract(client, { ...contract, functionName: "questionTextOf" }),
    readContract(client, { ...contract, functionName: "reality", args: [] }),
    history ? readHistory(client, market, realityResolverAbi) : [],
    readTime(client, market),
  ]);
  const { blockNumber, outcomeCount } = market;
  const { arbitrator, minBond, templateId } = policy;
  const question = { address: reality, abi: realityAbi, args: [questionId], blockNumber } as const;
  const fee = readContract(client, {
    address: arbitrator,
    abi: arbitratorAbi,
    functionName: "getDisputeFee",
    args: [questionId],
    blockNumber,
  }).catch(() => undefined); // not every arbitrator is a contract that says it
  const [value, bond, deadline, arbitrationFee] = await Promise.all([
    readContract(client, { ...question, functionName: "getBestAnswer" }),
    readContract(client, { ...question, functionName: "getBond" }),
    readContract(client, { ...question, functionName: "getFinalizeTS" }),
    fee,
  ]);
  const questions = events.flatMap(({ args }) => (args.questionId ? [args.questionId as Hex] : []));
  const ids = [...new Set([questionId, ...questions])];
  const outside = history ? await readEvents(client, market, { address: reality, topics: [null, ids], abi: realityAbi }) : [];
  const hasAnswer = bond > 0n || deadline > 0;
  const situation: RealitySituation = {
    kind: "reality",
    policy,
    state: realityStates[state] ?? "None",
    until: Number(until),
    now,
    questionId,
    questionText,
    reality,
    ...(hasAnswer && { answer: { ...meaningOf(value, { outcomeCount, templateId }), bond, deadline } }),
    nextBond: bond * 2n > minBond ? bond * 2n : minBond,
    ...(arbitrationFee !== undefined && { arbitrationFee }),
  };
  const answers = outside.map((event) =>
    event.kind === "LogNewAnswer"
      ? { ...event, args: { ...event.args, ...meaningOf(event.args.answer as Hex, { outcomeCount, templateId }) } }
      : event,
  );
  return { situation, events, outside: answers, token: NATIVE };
}
