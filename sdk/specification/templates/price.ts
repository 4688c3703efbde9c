import { dayAfter } from "./days.ts";
import { MONEY } from "./money.ts";

/** A price that a feed on the chain reports: nobody needs to answer. */
export function price(now: number): string {
  const [day, end] = [dayAfter(now, 60), dayAfter(now, 75)];
  return `question: Will one bitcoin cost 150000 US dollars or more on ${day.words} at 12:00 UTC?
category: crypto
outcomes: [Yes, No] # the first outcome is paid from the bound up
rules: > # which feed, which moment, what of a price exactly on the bound
  Resolves Yes if the first price that Chainlink's BTC/USD feed reports at or after ${day.words}, 12:00 UTC, is 150000 US
  dollars or more. Resolves No if it is less than 150000 US dollars.
source: https://data.chain.link/feeds/ethereum/mainnet/btc-usd
edgeCases: # what happens when things go wrong; \`then: void\` pays the initial odds
  - if: The feed reports no price, or is delayed, for more than 25 hours
    then: void
  - if: The source is unavailable
    then: The feed's contract on this chain counts; the page only shows it.
closes: ${day.at("11:00")} # before the price is taken; always UTC
knowableBy: ${day.at("12:00")} # from when the answer can be known
resolveBy: ${end.at("00:00")} # from here on anyone may void
odds: { Yes: 20%, No: 80% } # your estimate; a void pays it
${MONEY}
resolver: { kind: priceFeed, feed: BTC/USD, settles: ${day.at("12:00")}, maxDelay: PT25H, bounds: [150000] } # on a rollup also \`sequencerFeed\` and \`gracePeriod: PT1H\`
`;
}
