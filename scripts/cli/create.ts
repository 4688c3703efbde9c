import { PresageError } from "../../sdk/errors.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import type { Context } from "../../sdk/specification/rules/rule.ts";
import type { Finding, Specification } from "../../sdk/specification/types.ts";
import { toPresageError } from "../../sdk/toPresageError.ts";
import type { Deployment } from "../../sdk/types.ts";
import { command } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { type Connection, connect, deploymentOf } from "./connection.ts";
import { createdBy, createMarket, type Draft, draftMarket, simulateMarket } from "./createMarket.ts";
import { policyText, voidText } from "./policyText.ts";
import { amountJson, amountText, timeText } from "./present.ts";
import { readPolicyTerms } from "./readPolicyTerms.ts";
import { findingText, lintFile, specificationFiles } from "./readSpecification.ts";
import { requireBalance } from "./send.ts";

type Args = Consent & { path: string; dryRun: boolean; acceptWarnings: boolean };
type Outcome = { file: string; draft: Draft; marketId?: bigint; skipped: boolean; txHash?: string; gasUsed?: bigint };

export default command<Args>(async (args, hre) => {
  const files = specificationFiles(args.path);
  const specifications = files.map((file) => ({ file, specification: accept(file, args, { now: Math.floor(Date.now() / 1000) }) }));
  const connection = await connect(hre);
  const deployment = await deploymentOf(connection);
  const outcomes: Outcome[] = [];
  // One after the other, each complete on chain before the next: a failure leaves what was created, and a second run goes on.
  for (const { file, specification } of specifications) {
    try {
      outcomes.push(await createOne(file, specification, { args, connection, deployment }));
    } catch (error) {
      throw files.length > 1 ? stoppedAt(file, error, outcomes) : error;
    }
  }

  const text = outcomes.map(describe).join("\n");
  const [only] = outcomes;
  if (files.length === 1 && args.path === files[0] && only) return { json: outcomeJson(only, args.dryRun), text };
  return { json: { markets: outcomes.map((outcome) => ({ file: outcome.file, ...outcomeJson(outcome, args.dryRun) })) }, text };
});

/** What stands already is not lost, and not made twice. */
function stoppedAt(file: string, cause: unknown, outcomes: Outcome[]): PresageError {
  const { code, message, remedy, details } = toPresageError(cause);
  const made = outcomes.filter(({ skipped, txHash }) => !skipped && txHash).length;
  return new PresageError({
    code,
    message: message.startsWith(file) ? message : `${file}: ${message}`,
    remedy: `${remedy} ${made} of the folder's markets were created before; run the same command again to go on from here.`,
    details,
    cause,
  });
}

/** The file's specification, unless the linter objects. */
function accept(file: string, { acceptWarnings, json }: Args, context: Context): Specification {
  const report = lintFile(file, context.now, context);
  const { specification } = report;
  // What was created in time must not stop a folder later: the close is checked by the chain's clock, if it is not there yet.
  const findings = report.findings.filter(({ code }) => context.deployment || code !== "close-time");
  const ok = findings.every(({ severity }) => severity !== "error");
  const stopping = findings.filter(({ severity }) => (ok ? !acceptWarnings : severity === "error"));
  if (!json && !context.deployment) for (const finding of findings) console.error(findingText(file, finding));
  if (ok && specification && stopping.length === 0) return specification;
  const { line, column, message, suggestion } = stopping[0] as Finding;
  const others = stopping.length > 1 ? ` (and ${stopping.length - 1} more)` : "";
  throw new PresageError({
    code: ok ? "Warnings" : "InvalidSpecification",
    message: `${file}:${line}:${column}: ${message}${others}`,
    remedy: `${suggestion}${ok ? " Or accept the warnings with --accept-warnings." : ""} Nothing was sent.`,
  });
}

async function createOne(
  file: string,
  specification: Specification,
  context: { args: Args; connection: Connection; deployment: Deployment },
): Promise<Outcome> {
  const { args, connection, deployment } = context;
  const { publicClient } = connection;
  const { timestamp } = await publicClient.getBlock();
  const draft = await draftMarket(specification, { deployment, publicClient, now: Number(timestamp) });
  const signer = { publicClient, ...(await connection.wallet()) };
  const marketId = (await createdBy(signer, deployment, specification)).get(draft.fingerprint);
  if (marketId !== undefined) return { file, draft, marketId, skipped: true };

  // Again, by the chain's clock and beside the markets that are there.
  const markets = await getMarkets(publicClient, { deployment });
  accept(file, args, {
    now: Number(timestamp),
    deployment,
    titles: markets.filter(({ status }) => status === "Open").map(({ metadata }) => metadata.question),
  });
  await requireBalance(signer, draft.payment);
  await simulateMarket(draft, signer, deployment);
  if (args.dryRun) return { file, draft, skipped: false };
  const { params, policy, terms, token } = draft;
  const decided = policyText(await readPolicyTerms(publicClient, policy, { deployment, params, terms }), {
    deployment,
    collateral: token,
    creator: signer.account.address,
  });
  await confirm(
    [
      `create market: ${questionOf(draft)}  (${file})`,
      ...summary(draft),
      `decided by ${policy.kind} (${params.resolver}):`,
      ...decided.map((line) => `  ${line}`),
    ],
    { connection, account: signer.account },
    args,
  );
  return { file, draft, skipped: false, ...(await createMarket(draft, signer, deployment)) };
}

function outcomeJson({ draft, marketId, skipped, txHash, gasUsed }: Outcome, dryRun: boolean): Record<string, unknown> {
  const { token } = draft;
  const money = {
    cost: amountJson(draft.funding, token),
    maxLoss: amountJson(draft.maxLoss, token),
    depth: amountJson(draft.depth, token),
  };
  if (dryRun && !skipped) return { dryRun: true, ...money };
  return { marketId, txHash: txHash ?? null, gasUsed: gasUsed ?? null, ...money, ...(skipped && { skipped: true }) };
}

function questionOf({ params }: Draft): string {
  return JSON.parse(params.metadata).question;
}

function summary({ params, token, funding, maxLoss, depth }: Draft): string[] {
  const { outcomes } = JSON.parse(params.metadata);
  return [
    `closes ${timeText(Number(params.closesAt))}, anyone may void from ${timeText(Number(params.resolveBy))}`,
    voidText(params.odds, outcomes),
    `you pay ${amountText(funding, token)} now and can lose ${amountText(maxLoss, token)} at the most; the liquidity stays until the market is final`,
    `a fee of ${params.feeRate / 100}% of p(1-p), of which ${params.creatorShare / 100}% are yours; ${amountText(depth, token)} move the first outcome by five points`,
  ];
}

function describe({ file, draft, marketId, skipped, gasUsed }: Outcome): string {
  if (skipped) return `${file}: you have created it already, as market ${marketId}`;
  return marketId === undefined
    ? [`${questionOf(draft)}  (${file})`, ...summary(draft), "(dry run: nothing was sent)"].join("\n  ")
    : `${file}: market ${marketId}, ${amountText(draft.funding, draft.token)} paid, ${gasUsed} gas`;
}
