import { PresageError } from "../../sdk/errors.ts";
import { command } from "./command.ts";
import { table } from "./present.ts";

/** What a command does, and commands that can be copied. Options: `npx hardhat presage COMMAND --help`. */
export const HELP: Record<string, { does: string; examples: readonly string[] }> = {
  new: { does: "writes a file to start from", examples: ["new yes-no markets/mine.yaml", "new price markets/bitcoin.yaml"] },
  lint: {
    does: "checks files before they cost anything",
    examples: ["lint markets/mine.yaml", "lint markets/ --strict", "lint markets/mine.yaml --network sepolia"],
  },
  create: {
    does: "creates the market of a file, or of each file in a folder",
    examples: [
      "create markets/mine.yaml --dry-run",
      "create markets/mine.yaml",
      "create markets/ --yes",
      "create markets/weekly.yaml --again",
    ],
  },
  faucet: { does: "gives test dollars", examples: ["faucet", "faucet --amount 500 --from member1"] },
  list: { does: "lists the markets, or what can be done now", examples: ["list", "list --due"] },
  show: { does: "shows a market", examples: ["show 7", "show 7 --json"] },
  quote: {
    does: "says what a trade would give",
    examples: ["quote 7 --outcome Yes --spend 100", 'quote 7 --outcome "#2" --side no --buy 50'],
  },
  trade: {
    does: "buys and sells positions",
    examples: [
      "trade 7 --outcome Yes --spend 100",
      "trade 7 --outcome Yes --sell max",
      "trade 7 --outcome Yes --buy 50 --max-slippage 0.5%",
    ],
  },
  order: {
    does: "places, lists and cancels limit orders",
    examples: [
      "order place 7 --outcome Yes --price 42% --spend 100",
      "order place 7 --outcome Yes --price 60% --sell max --good-until PT1H",
      "order list",
      "order cancel HASH",
      "order cancel --all",
    ],
  },
  liquidity: { does: "adds and removes liquidity", examples: ["liquidity add 7 --amount 500", "liquidity remove 7 --amount 500"] },
  resolve: {
    does: "takes a step of a resolution",
    examples: [
      "resolve propose 7 --outcome Yes --evidence https://example.org/result",
      "resolve dispute 7 --too-early --from disputer",
      "resolve rule 7 --payouts 1,1 --from arbiter",
      "resolve finalize 7",
      "resolve void 7",
    ],
  },
  redeem: { does: "pays out all that is due to you", examples: ["redeem", "redeem 7 8"] },
  act: {
    does: "lets court, voters or feed act, on the local chain",
    examples: ["act court 7 --outcome Yes", "act vote 7 --found false", "act price --value 95000"],
  },
  deploy: { does: "deploys the contracts, once", examples: ["deploy", "deploy --network sepolia"] },
  verify: { does: "compares deployed code with this checkout, publishes sources", examples: ["verify", "verify --network sepolia"] },
  doctor: { does: "says what is wrong and how to mend it", examples: ["doctor", "doctor --network sepolia"] },
  smoke: { does: "plays markets to their end on a test network", examples: ["smoke", "smoke --network sepolia --yes"] },
  help: { does: "shows this, or the examples of a command", examples: ["help", "help trade"] },
};

export default command<{ json: boolean; about: string }>(async ({ about }) => {
  const known = Object.keys(HELP);
  if (about && !known.includes(about)) {
    throw new PresageError({
      code: "UnknownCommand",
      message: `There is no command "${about}".`,
      remedy: `Choose one of ${known.join(", ")}.`,
    });
  }
  const shown = about ? [about] : known;
  const commands = shown.map((name) => ({ name, ...(HELP[name] as (typeof HELP)[string]) }));
  const line = (example: string) => `npx hardhat presage ${example}`;
  const text = about
    ? [
        `presage ${about} ${commands[0]?.does}.`,
        "",
        ...(commands[0]?.examples ?? []).map((each) => `  ${line(each)}`),
        "",
        `Options: ${line(`${about} --help`)}`,
      ]
    : [
        table(commands.map(({ name, does, examples: [first = name] }) => [name, does, line(first)])),
        "",
        `More examples: ${line("help COMMAND")}. Amounts: 1234.5 or 1,234.50. Every command takes --network (local unless told), --from and --json.`,
      ];
  return {
    json: { commands: commands.map(({ name, does, examples }) => ({ name, does, examples: examples.map(line) })) },
    text: text.join("\n"),
  };
});
