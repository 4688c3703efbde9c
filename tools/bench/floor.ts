// `npm run bench:floor`: what lies below the gas of a trade: collateral kept inside the contract, and batches. Decision 40.
import { network } from "hardhat";
import { buildContracts } from "../../scripts/buildContracts.ts";

const USD = 10n ** 6n;
const FAR = 2n ** 40n;
const SIZE = 10n * USD;
/** The first call of another contract in a transaction; the rest of what a call costs stays in the figures. */
const COLD_ACCOUNT = 2600;

await buildContracts();
const { ethers } = await network.create();
const [creator, trader] = await ethers.getSigners();
const markets = await ethers.deployContract("Markets");
const resolver = await ethers.deployContract("ManualResolver", [markets]);
const m = markets.connect(trader);

type Sent = Promise<{ wait(): Promise<{ gasUsed: bigint } | null> }>;
const gasOf = async (sent: Sent) => Number((await (await sent).wait())?.gasUsed);
const buyData = (id: bigint) => m.interface.encodeFunctionData("buy", [id, 0, 0, SIZE, 0, trader.address, FAR]);
const sellData = (id: bigint) => m.interface.encodeFunctionData("sell", [id, 0, 0, SIZE, 0, trader.address, FAR]);

async function open(collateral: string): Promise<bigint> {
  const now = (await ethers.provider.getBlock("latest"))?.timestamp ?? 0;
  await markets.connect(creator).createMarket(
    {
      collateral,
      resolver,
      closesAt: now + 1_000_000,
      resolveBy: now + 1_000_000,
      feeRate: 400,
      creatorShare: 2500,
      outcomeCount: 8,
      liquidity: 10_000n * USD,
      odds: [],
      metadata: "{}",
      resolverData: "0x",
    },
    ethers.MaxUint256,
  );
  const id = await markets.marketCount();
  await m.buy(id, 0, 0, 100n * SIZE, 0, trader.address, FAR);
  await m.buy(id, 0, 0, SIZE, 0, trader.address, FAR);
  return id;
}

const usd = await ethers.deployContract("TestUSD");
for (const account of [creator, trader]) {
  await usd.connect(account).faucet(1_000_000n * USD);
  await usd.connect(account).approve(markets, ethers.MaxUint256);
}
const ledger = await ethers.deployContract("LedgerToken");
for (const account of [creator, trader]) await ledger.mint(account.address, 1_000_000n * USD);

const present = await open(await usd.getAddress());
const inside = await open(await ledger.getAddress());
const trades = {
  buy: (id: bigint) => gasOf(m.buy(id, 0, 0, SIZE, 0, trader.address, FAR)),
  sell: (id: bigint) => gasOf(m.sell(id, 0, 0, SIZE, 0, trader.address, FAR)),
};
const rows: [string, number, number][] = [
  ["present", await trades.buy(present), await trades.sell(present)],
  ["collateral inside the contract", (await trades.buy(inside)) - COLD_ACCOUNT, (await trades.sell(inside)) - COLD_ACCOUNT],
];
for (const [name, id] of [
  ["present", present],
  ["collateral inside the contract", inside],
] as const) {
  const batch = async (data: string, size: number) => gasOf(m.multicall(Array<string>(size).fill(data)));
  const each = async (data: string) => Math.round(((await batch(data, 11)) - (await batch(data, 1))) / 10);
  rows.push([`each further trade of a batch, ${name}`, await each(buyData(id)), await each(sellData(id))]);
}
console.log("| | buy | sell |\n|---|--:|--:|");
for (const [name, buy, sell] of rows) console.log(`| ${name} | ${buy.toLocaleString("en-US")} | ${sell.toLocaleString("en-US")} |`);
