import { emptyTask, task } from "hardhat/config";
import { ArgumentType } from "hardhat/types/arguments";
import { guardJson } from "./jsonGuard.ts";

guardJson(process.argv);

const json = { name: "json", description: "Print one machine-readable object and nothing else" } as const;
const yes = { name: "yes", description: "Do not ask before sending" } as const;
const yesMainnet = { name: "yesMainnet", description: "Allow a chain whose coins are worth money" } as const;
const acceptSlippage = { name: "acceptSlippage", description: "Mean it, if --max-slippage is above 5%" } as const;
const text = <const name extends string>(name: name, description: string, defaultValue = "") =>
  ({ name, description, defaultValue, type: ArgumentType.STRING }) as const;

/** `npx hardhat presage …`; the network is `local` unless `--network` says otherwise. */
export const presageTasks = [
  emptyTask("presage", "Create, trade and resolve prediction markets").build(),
  task(["presage", "help"], "What there is, with examples")
    .addPositionalArgument(text("about", "A command"))
    .addFlag(json)
    .setAction(() => import("./help.ts"))
    .build(),
  task(["presage", "deploy"], "Deploy all contracts and write the address book")
    .addFlag(json)
    .addFlag(yes)
    .addFlag(yesMainnet)
    .setAction(() => import("./deploy.ts"))
    .build(),
  task(
    ["presage", "verify"],
    "Compare the code on the chain with a build of this checkout, and publish its sources if there is an explorer's key",
  )
    .addFlag(json)
    .setAction(() => import("./verify.ts"))
    .build(),
  task(["presage", "new"], "Write a specification to start from")
    .addPositionalArgument(text("kind", "sports, election, price, release, number or yes-no"))
    .addPositionalArgument(text("file", "Where to; markets/KIND.yaml unless told"))
    .addFlag(json)
    .setAction(() => import("./new.ts"))
    .build(),
  task(["presage", "lint"], "Check a specification, or a folder of them")
    .addPositionalArgument(text("path", "A file or a folder"))
    .addFlag({ name: "strict", description: "Fail on warnings too" })
    .addFlag(json)
    .setAction(() => import("./lint.ts"))
    .build(),
  task(["presage", "create"], "Create the market of a specification, or of each one in a folder")
    .addPositionalArgument(text("path", "A file or a folder"))
    .addFlag({ name: "dryRun", description: "Stop before sending" })
    .addFlag({ name: "acceptWarnings", description: "Go on in spite of the linter's warnings" })
    .addFlag({ name: "again", description: "Make another market of a file whose times are durations" })
    .addFlag(json)
    .addFlag(yes)
    .addFlag(yesMainnet)
    .setAction(() => import("./create.ts"))
    .build(),
  task(["presage", "faucet"], "Take test dollars, where they are worth nothing")
    .addOption(text("amount", "How many, at most 1,000,000", "10000"))
    .addFlag(json)
    .addFlag(yes)
    .setAction(() => import("./faucet.ts"))
    .build(),
  task(["presage", "list"], "List the markets")
    .addFlag({ name: "due", description: "Only what somebody can do now to resolve markets" })
    .addFlag({ name: "all", description: "Also those with an unknown token or resolver, or unreadable text" })
    .addFlag(json)
    .setAction(() => import("./list.ts"))
    .build(),
  task(["presage", "show"], "Show a market")
    .addPositionalArgument(text("id", "The market's number"))
    .addFlag(json)
    .setAction(() => import("./show.ts"))
    .build(),
  task(["presage", "quote"], "What a trade would give now")
    .addPositionalArgument(text("id", "The market's number"))
    .addOption(text("outcome", "The outcome's name, or its place as listed, such as #1"))
    .addOption(text("side", "yes or no", "yes"))
    .addOption(text("spend", "Collateral to pay, or max"))
    .addOption(text("buy", "Positions to buy"))
    .addOption(text("sell", "Positions to sell, or max"))
    .addFlag(json)
    .setAction(() => import("./quote.ts"))
    .build(),
  task(["presage", "trade"], "Buy or sell positions")
    .addPositionalArgument(text("id", "The market's number"))
    .addOption(text("outcome", "The outcome's name, or its place as listed, such as #1"))
    .addOption(text("side", "yes or no", "yes"))
    .addOption(text("spend", "Collateral to pay, or max"))
    .addOption(text("buy", "Positions to buy"))
    .addOption(text("sell", "Positions to sell, or max"))
    .addOption(text("maxSlippage", "How much worse than quoted it may be", "1%"))
    .addFlag(acceptSlippage)
    .addFlag(json)
    .addFlag(yes)
    .addFlag(yesMainnet)
    .setAction(() => import("./trade.ts"))
    .build(),
  task(["presage", "order"], "Place, list and cancel limit orders")
    .addPositionalArgument(text("action", "place, list or cancel"))
    .addVariadicArgument({
      name: "ids",
      description: "place: the market's number; list: markets, all unless named; cancel: the orders' hashes",
      type: ArgumentType.STRING,
      defaultValue: [] as string[],
    })
    .addOption(text("outcome", "The outcome's name, or its place as listed, such as #1"))
    .addOption(text("side", "yes or no", "yes"))
    .addOption(text("price", "The limit, such as 42%: what one position may cost at most, or has to bring, fee and tip included"))
    .addOption(text("spend", "What a purchase may cost in all"))
    .addOption(text("buy", "Positions to buy"))
    .addOption(text("sell", "Positions to sell, or max"))
    .addOption(text("goodUntil", "A duration such as P1D or PT1H, or a time in UTC", "P1D"))
    .addOption(text("maxTip", "What whoever fills it against the pool may keep at most, rising from nothing", "0.5%"))
    .addFlag({ name: "all", description: "Cancel all of this account's open orders" })
    .addFlag(json)
    .addFlag(yes)
    .addFlag(yesMainnet)
    .setAction(() => import("./order.ts"))
    .build(),
  task(["presage", "liquidity"], "Add or remove liquidity")
    .addPositionalArgument(text("action", "add or remove"))
    .addPositionalArgument(text("id", "The market's number"))
    .addOption(text("amount", "Liquidity (b), in whole tokens"))
    .addOption(text("maxSlippage", "How much more than now it may cost, or less it may give", "1%"))
    .addFlag(acceptSlippage)
    .addFlag(json)
    .addFlag(yes)
    .addFlag(yesMainnet)
    .setAction(() => import("./liquidity.ts"))
    .build(),
  task(["presage", "resolve"], "Take a step of a resolution")
    .addPositionalArgument(
      text(
        "action",
        "propose, dispute, rule, finalize, and where a court is the arbiter request-ruling, evidence, appeal, enforce (optimistic); vote, withdraw-vote, finalize (committee); settle (price feed); assert, dispute, settle (UMA); answer, arbitrate, settle, reopen, claim (Reality.eth); void, clarify (all)",
      ),
    )
    .addPositionalArgument(text("id", "The market's number"))
    .addOption(text("outcome", "The outcome that takes all"))
    .addOption(text("payouts", "One number for each outcome, such as 1,0"))
    .addOption(text("value", "The number that a scalar market asks for"))
    .addFlag({ name: "tooEarly", description: "Dispute, rule or answer that the answer could not be known yet" })
    .addFlag({ name: "neither", description: "Rule that neither the proposal nor the disputer is right" })
    .addFlag({ name: "invalid", description: "Answer that the question has no answer (Reality.eth)" })
    .addOption(text("evidence", "Where everybody finds the evidence: an address of https:// or ipfs://"))
    .addOption(text("evidenceCopy", "A copy of the evidence: the hash of its bytes goes with the address"))
    .addOption(text("assertion", "Which assertion, if there are several (UMA)"))
    .addOption(text("bond", "Bond in whole coins, if more than the least (Reality.eth)"))
    .addOption(text("text", "The words of a clarification"))
    .addFlag(json)
    .addFlag(yes)
    .addFlag(yesMainnet)
    .setAction(() => import("./resolve.ts"))
    .build(),
  task(["presage", "act"], "On the local chain or `geth --dev`, let the court, UMA's voters or the price feed act")
    .addPositionalArgument(text("who", "court, vote or price"))
    .addPositionalArgument(text("id", "The market's number; none for a price"))
    .addOption(text("outcome", "The court: the outcome that takes all"))
    .addOption(text("payouts", "The court: one number for each outcome, such as 1,1"))
    .addOption(text("value", "The new price; the court: the number that a scalar market asks for"))
    .addFlag({ name: "tooEarly", description: "The court: the answer could not be known yet" })
    .addFlag({ name: "neither", description: "The court: none of these" })
    .addFlag({ name: "invalid", description: "The court: the question has no answer (Reality.eth)" })
    .addOption(text("found", "What UMA's voters find: true or false", "true"))
    .addOption(text("assertion", "Which assertion, if there are several (UMA)"))
    .addOption(text("feed", "The feed's name, if there are several"))
    .addFlag(json)
    .setAction(() => import("./act.ts"))
    .build(),
  task(["presage", "doctor"], "Look for what is wrong with endpoint, key, balances, contracts and indexer, and say how to mend it")
    .addFlag(json)
    .setAction(() => import("./doctor.ts"))
    .build(),
  task(["presage", "smoke"], "Play small markets to their end, to try a test network out")
    .addFlag(json)
    .addFlag(yes)
    .setAction(() => import("./smoke.ts"))
    .build(),
  task(["presage", "redeem"], "Redeem everything that is due, the creator's fees and seed included")
    .addVariadicArgument({ name: "ids", description: "Markets; all unless named", type: ArgumentType.STRING, defaultValue: [] as string[] })
    .addFlag(json)
    .addFlag(yes)
    .addFlag(yesMainnet)
    .setAction(() => import("./redeem.ts"))
    .build(),
];
