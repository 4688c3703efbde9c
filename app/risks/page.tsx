import type { Metadata } from "next";

export const metadata: Metadata = { title: "What can go wrong" };

const RISKS: [string, string][] = [
  [
    "The software has not been audited",
    "Nobody outside the project has checked the contracts for money yet. They cannot be paused or changed: a fault in them stays, and what it costs nobody can pay back.",
  ],
  [
    "You can lose all that you put in",
    "A position that is wrong pays nothing. A liquidity provider can lose its whole deposit if the market ends certain of one outcome.",
  ],
  [
    "The answer can be wrong",
    "Each market names who decides. An optimistic answer that nobody disputes in time counts, right or wrong; an arbiter can be mistaken, bribed or silent; a price feed can fail. Read the Resolution panel before you trade.",
  ],
  [
    "A market can end void",
    "If nobody has decided by the date that its page shows, anyone can void it. Every outcome then pays its initial odds, whatever you paid.",
  ],
  [
    "Prices move before your transaction is mined",
    "Trades have a tolerance, shown in the ticket, beyond which they fail instead of costing more. Within it others may trade before you.",
  ],
  [
    "The collateral is somebody else's token",
    "If its issuer freezes, dilutes or changes it, markets in it suffer. A token that charges on transfers is refused when a market is funded, not at every trade.",
  ],
  [
    "A market with an unknown resolver can decide anything",
    "Presage hides such markets from its list and warns on their page. The warning is meant.",
  ],
];

export default function Risks() {
  return (
    <article className="mx-auto grid max-w-2xl gap-6">
      <h1 className="text-3xl">What can go wrong</h1>
      <p className="text-lg text-soft">
        Presage is unaudited, open-source software. Use it on test chains, with money that is worth nothing.
      </p>
      {RISKS.map(([title, text]) => (
        <section key={title} className="grid gap-1">
          <h2 className="text-lg">{title}</h2>
          <p>{text}</p>
        </section>
      ))}
    </article>
  );
}
