import type { Account, Hash } from "viem";
import { PresageError } from "../../sdk/errors.ts";
import { getMarkets } from "../../sdk/getMarkets.ts";
import type { Payment } from "../../sdk/planned.ts";
import type { Report } from "../../sdk/specification/lintSpecification.ts";
import { termsHash } from "../../sdk/termsHash.ts";
import type { Deployment, Market } from "../../sdk/types.ts";
import { command } from "./command.ts";
import { type Consent, confirm } from "./confirm.ts";
import { type Connection, connect, deploymentOf } from "./connection.ts";
import { createdBy, createdIn, type Draft, isMarketOf } from "./createMarket.ts";
import { lintThere } from "./lintThere.ts";
import { policyText, voidText } from "./policyText.ts";
import { amountJson, amountText, timeText } from "./present.ts";
import { readPolicyTerms } from "./readPolicyTerms.ts";
import { findingText, lintFile, specificationFiles } from "./readSpecification.ts";
import { currentRun } from "./run.ts";
import { costOf, requireBalances, sendCreations } from "./sendCreations.ts";
import type { Signer } from "./signer.ts";

type Args = Consent & { path: string; dryRun: boolean; acceptWarnings: boolean; again: boolean };
/** A file with its market: one that stands already, one that another file of the folder is to create, or one to be created. */
interface Plan {
  file: string;
  draft: Draft;
  stands?: { marketId: bigint; status: Market["status"] };
  twin?: string;
}
interface Made {
  marketId: bigint;
  txHash: Hash;
  gasUsed: bigint;
}

export default command<Args>(async (args, hre) => {
  const files = specificationFiles(args.path);
  const now = Math.floor(Date.now() / 1000);
  for (const file of files) {
    const report = withoutClose(lintFile(file, now));
    if (!args.json) for (const finding of report.findings) console.error(findingText(file, finding));
    accept(file, report, args);
  }
  const connection = await connect(hre);
  const deployment = await deploymentOf(connection);
  const { publicClient } = connection;
  // who only looks needs no turn of the account
  const account = args.dryRun ? await connection.account() : (await connection.wallet()).account;

  const plans = await planAll(files, { args, connection, deployment, account });
  const due = plans.filter(({ stands, twin }) => !stands && !twin);
  const totals = costOf(due.map(({ draft }) => draft));
  await requireBalances({ publicClient, account }, totals);
  const isOne = files.length === 1 && args.path === files[0];
  const done = new Map<Draft, Made>();
  if (!args.dryRun && due.length > 0) {
    const signer = { publicClient, ...(await connection.wallet()) };
    await confirm(await question(due, totals, { deployment, signer }), { connection, account }, args);
    let count = 0;
    const sendings = await sendCreations(
      due.map(({ draft }) => draft),
      {
        signer,
        deployment,
        journal: await connection.journal(),
        onSent: (_, hash) => {
          if (!args.json) console.error(`sent ${++count} of ${due.length}: ${hash}`);
        },
      },
    );
    for (const sending of sendings) {
      if ("receipt" in sending) {
        const { transactionHash: txHash, gasUsed } = sending.receipt;
        done.set(sending.draft, { marketId: createdIn(sending.receipt, deployment), txHash, gasUsed });
      }
    }
    for (const sending of sendings) {
      if (!("failure" in sending)) continue;
      const { file } = due.find(({ draft }) => draft === sending.draft) as Plan;
      throw isOne ? sending.failure : stoppedAt(file, sending.failure, done.size);
    }
  }
  await finish(connection, account, args);

  const results = plans.map((plan) => ({ plan, made: done.get(plan.draft) ?? twinOf(plan, plans, done) }));
  const text = [
    ...results.map(({ plan, made }) => describe(plan, made)),
    ...(isOne || due.length === 0 ? [] : [totalText(totals, due, args)]),
  ];
  const [only] = results;
  if (isOne && only) return { json: planJson(only.plan, only.made, args.dryRun), text: text.join("\n") };
  const markets = results.map(({ plan, made }) => ({ file: plan.file, ...planJson(plan, made, args.dryRun) }));
  const sums = totals.map(({ token, amount }) => ({ token: token.symbol, ...amountJson(amount, token) }));
  return { json: { markets, totals: sums, ...(args.dryRun && { dryRun: true }) }, text: text.join("\n") };
});

/** What the same command would not do again if it were interrupted from here on: nothing. */
async function finish(connection: Connection, account: Account, { dryRun }: Args): Promise<void> {
  if (dryRun) return;
  const journal = await connection.journal();
  const { id, command } = currentRun();
  const runs = journal.unfinished(account.address).filter((sent) => sent.command === command || sent.run === id);
  if (runs.length > 0) journal.areDone([...new Set(runs.map(({ run }) => run))]);
}

/** What stands already is not lost, and not made twice. */
function stoppedAt(file: string, cause: PresageError, made: number): PresageError {
  const { code, message, remedy, details } = cause;
  return new PresageError({
    code,
    message: message.startsWith(file) ? message : `${file}: ${message}`,
    remedy: `${remedy} ${made} of the folder's markets are known to be created by this run; run the same command again to go on from here.`,
    details,
    cause,
  });
}

/** Throws unless the linter lets a file pass: `InvalidSpecification`, `Warnings`, or by the name of what the network refused. */
function accept(file: string, { findings, refusal }: Report & { refusal?: PresageError }, { acceptWarnings }: Args): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  const stopping = errors.length > 0 || acceptWarnings ? errors : findings;
  const [first] = stopping;
  if (!first) return;
  const { line, column, message, suggestion } = first;
  const others = stopping.length > 1 ? ` (and ${stopping.length - 1} more)` : "";
  throw new PresageError({
    code: errors.length === 0 ? "Warnings" : (refusal?.code ?? "InvalidSpecification"),
    message: `${file}:${line}:${column}: ${message}${others}`,
    remedy: `${suggestion}${errors.length === 0 ? " Or accept the warnings with --accept-warnings." : ""} Nothing was sent.`,
    ...(refusal && { details: refusal.details, cause: refusal }),
  });
}

/** What was created in time must not stop a folder later: the close is checked by the chain's clock, if the market is not there yet. */
function withoutClose(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ code }) => code !== "close-time") };
}

/** Every file's market, all that would refuse one found before the first is sent. */
async function planAll(
  files: readonly string[],
  context: { args: Args; connection: Connection; deployment: Deployment; account: Account },
): Promise<Plan[]> {
  const { args, connection, deployment, account } = context;
  const { publicClient } = connection;
  const now = Number((await publicClient.getBlock()).timestamp);
  const markets = await getMarkets(publicClient, { deployment });
  const own = await createdBy({ publicClient, account }, deployment);
  const interrupted = args.again ? await madeByInterrupted(connection, account) : undefined;
  const plans: Plan[] = [];
  const standingFor = (draft: Draft) => {
    const { closes, resolveBy, policy } = draft.durations;
    const isNew = interrupted && (closes || resolveBy || policy);
    const same = own.filter(({ params }) => isMarketOf(draft, params));
    const made = same.findLast(({ params }) => !isNew || interrupted.has(termsHash({ creator: account.address, params })));
    return { same, made };
  };
  const twinFor = (draft: Draft) => plans.find((plan) => plan.draft.fingerprint === draft.fingerprint);
  for (const file of files) {
    const isNew = (draft: Draft) => !standingFor(draft).made && !twinFor(draft);
    const there = { publicClient, deployment, account, now };
    // By the chain's names and contracts; where a market stands already, its file may have closed since.
    const report = await lintThere(file, there, isNew);
    const { draft } = report;
    if (!draft) {
      accept(file, report, args);
      throw new Error(`${file}: the linter neither refused it nor made a draft`);
    }
    const { same, made } = standingFor(draft);
    if (made) {
      const { marketId } = made;
      const status = markets.find(({ id }) => id === marketId)?.status ?? "Open";
      plans.push({ file, draft, stands: { marketId, status } });
      continue;
    }
    const twin = twinFor(draft);
    if (twin) {
      plans.push({ file, draft, twin: twin.file });
      continue;
    }
    accept(file, report, args);
    // Beside the markets that are there or will be; those that it is to follow do not count.
    const others = markets.filter(({ id, status }) => status === "Open" && !same.some(({ marketId }) => marketId === id));
    const titles = [...others.map(({ metadata }) => metadata.question), ...plans.map((plan) => questionOf(plan.draft))];
    accept(file, lintFile(file, now, { deployment, terms: draft.terms, titles }), args);
    plans.push({ file, draft });
  }
  return plans;
}

/** The terms of the markets that runs of this very command made which have not come to their end. */
async function madeByInterrupted(connection: Connection, { address }: Account): Promise<Set<string>> {
  const journal = await connection.journal();
  const { command } = currentRun();
  return new Set(journal.unfinished(address).flatMap((sent) => (sent.command === command ? [sent.makes] : [])));
}

/** What is shown before anything is sent. */
async function question(
  due: readonly Plan[],
  totals: readonly Payment[],
  { deployment, signer }: { deployment: Deployment; signer: Signer },
): Promise<string[]> {
  const { publicClient, account } = signer;
  const lines: string[] = [];
  for (const { file, draft } of due) {
    const { params, policy, terms, token } = draft;
    const decided = policyText(await readPolicyTerms(publicClient, policy, { deployment, params, terms }), {
      deployment,
      collateral: token,
      creator: account.address,
    });
    lines.push(
      `create market: ${questionOf(draft)}  (${file})`,
      ...summary(draft),
      `decided by ${policy.kind} (${params.resolver}):`,
      ...decided.map((line) => `  ${line}`),
    );
  }
  if (due.length === 1) return lines;
  return [`create ${due.length} markets for ${sumText(totals)} together`, ...lines];
}

function sumText(totals: readonly Payment[]): string {
  return totals.map(({ amount, token }) => amountText(amount, token)).join(" and ");
}

function totalText(totals: readonly Payment[], due: readonly Plan[], { dryRun }: Args): string {
  const count = `${due.length} market${due.length === 1 ? "" : "s"}`;
  return dryRun ? `${count} would cost ${sumText(totals)} together` : `${count} created for ${sumText(totals)} together`;
}

function twinOf({ twin }: Plan, plans: readonly Plan[], done: Map<Draft, Made>): Made | undefined {
  const draft = plans.find(({ file }) => file === twin)?.draft;
  return draft && done.get(draft);
}

function planJson({ draft, stands, twin }: Plan, made: Made | undefined, dryRun: boolean): Record<string, unknown> {
  const { token } = draft;
  const money = {
    cost: amountJson(draft.funding, token),
    maxLoss: amountJson(draft.maxLoss, token),
    depth: amountJson(draft.depth, token),
  };
  if (stands) return { ...stands, txHash: null, gasUsed: null, ...money, skipped: true };
  if (twin) return { marketId: made?.marketId ?? null, txHash: null, gasUsed: null, ...money, skipped: true, sameAs: twin };
  return made ? { ...made, ...money } : { dryRun, ...money };
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

function describe({ file, draft, stands, twin }: Plan, made: Made | undefined): string {
  if (stands) {
    const { closes, resolveBy, policy } = draft.durations;
    const hint = closes || resolveBy || policy ? "; --again makes another one" : "";
    return `${file}: you have created it already, as market ${stands.marketId} (${stands.status})${hint}`;
  }
  if (twin) return `${file}: the same market as ${twin}${made ? `, market ${made.marketId}` : ""}`;
  return made === undefined
    ? [`${questionOf(draft)}  (${file})`, ...summary(draft), "(dry run: nothing was sent)"].join("\n  ")
    : `${file}: market ${made.marketId}, ${amountText(draft.funding, draft.token)} paid, ${made.gasUsed} gas`;
}
