import { type Address, type Chain, defineChain } from "viem";
import {
  arbitrum,
  arbitrumSepolia,
  base,
  baseSepolia,
  gnosis,
  gnosisChiado,
  hardhat,
  holesky,
  hoodi,
  localhost,
  mainnet,
  optimism,
  optimismSepolia,
  polygon,
  polygonAmoy,
  sepolia,
} from "viem/chains";
import { isSameAddress } from "./isSameAddress.ts";

/** What Presage knows of a chain beside its address book. */
export interface KnownChain {
  /** Id, name, native coin, explorer and block time, as viem has them. */
  chain: Chain;
  /** Its name for `--network`, and in capitals the prefix of its environment variables. */
  network: string;
  /** Whether its coin is worth nothing. */
  isTest: boolean;
  /** Whether one sequencer orders its transactions: while that is down, price feeds stand still. */
  hasSequencer: boolean;
  /** Chainlink's feed of the sequencer's uptime. */
  sequencerFeed?: Address;
  /** UMA's Optimistic Oracle V3. */
  uma?: Address;
  /** Reality.eth 3.0 for the chain's own coin. */
  reality?: Address;
}

/** Settings by name, such as `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const LOCAL_CHAIN_ID = hardhat.id;

/** Whether whoever runs the chain plays the oracles on it too: the local chain, and that of `geth --dev`. */
export function isDevelopmentChain(chainId: number): boolean {
  return chainId === LOCAL_CHAIN_ID || chainId === localhost.id;
}

/**
 * Oracles are at the addresses that their makers publish: UMA's in `@uma/contracts-node`, Reality.eth's in
 * `@reality.eth/contracts` (a test compares them), the sequencers' feeds in Chainlink's documentation.
 */
export const CHAINS: readonly KnownChain[] = [
  { chain: { ...hardhat, name: "Local chain" }, network: "local", isTest: true, hasSequencer: false },
  { chain: localhost, network: "geth", isTest: true, hasSequencer: false },
  {
    chain: sepolia,
    network: "sepolia",
    isTest: true,
    hasSequencer: false,
    uma: "0xFd9e2642a170aDD10F53Ee14a93FcF2F31924944",
    reality: "0xaf33DcB6E8c5c4D9dDF579f53031b514d19449CA",
  },
  { chain: holesky, network: "holesky", isTest: true, hasSequencer: false },
  { chain: hoodi, network: "hoodi", isTest: true, hasSequencer: false },
  {
    chain: baseSepolia,
    network: "baseSepolia",
    isTest: true,
    hasSequencer: true,
    uma: "0x0F7fC5E6482f096380db6158f978167b57388deE",
    reality: "0x86b653Dc9aa6d7311109276925927087573f91CB",
  },
  {
    chain: arbitrumSepolia,
    network: "arbitrumSepolia",
    isTest: true,
    hasSequencer: true,
    uma: "0x1037A21a30aEfF90c269b01c3933eB9a5285d9b8",
    reality: "0xB78396EFaF0a177d125e9d45B2C6398Ac5f803B9",
  },
  {
    chain: optimismSepolia,
    network: "optimismSepolia",
    isTest: true,
    hasSequencer: true,
    reality: "0xeAD0ca922390a5E383A9D5Ba4366F7cfdc6f0dbA",
  },
  {
    chain: polygonAmoy,
    network: "polygonAmoy",
    isTest: true,
    hasSequencer: false,
    uma: "0xd8866E76441df243fc98B892362Fc6264dC3ca80",
  },
  {
    chain: gnosisChiado,
    network: "gnosisChiado",
    isTest: true,
    hasSequencer: false,
    reality: "0x1E732a1C5e9181622DD5A931Ec6801889ce66185",
  },
  {
    chain: mainnet,
    network: "mainnet",
    isTest: false,
    hasSequencer: false,
    uma: "0xfb55F43fB9F48F63f9269DB7Dde3BbBe1ebDC0dE",
    reality: "0x5b7dD1E86623548AF054A4985F7fc8Ccbb554E2c",
  },
  {
    chain: base,
    network: "base",
    isTest: false,
    hasSequencer: true,
    sequencerFeed: "0xBCF85224fc0756B9Fa45aA7892530B47e10b6433",
    uma: "0x2aBf1Bd76655de80eDB3086114315Eec75AF500c",
    reality: "0x2F39f464d16402Ca3D8527dA89617b73DE2F60e8",
  },
  {
    chain: arbitrum,
    network: "arbitrum",
    isTest: false,
    hasSequencer: true,
    sequencerFeed: "0xFdB631F5EE196F0ed6FAa767959853A9F217697D",
    uma: "0xa6147867264374F324524E30C02C331cF28aa879",
    reality: "0x5D18bD4dC5f1AC8e9bD9B666Bd71cB35A327C4A9",
  },
  {
    chain: optimism,
    network: "optimism",
    isTest: false,
    hasSequencer: true,
    sequencerFeed: "0x371EAD81c9102C9BF4874A9075FFFf170F2Ee389",
    uma: "0x072819Bb43B50E7A251c64411e7aA362ce82803B",
    reality: "0x0eF940F7f053a2eF5D6578841072488aF0c7d89A",
  },
  {
    chain: polygon,
    network: "polygon",
    isTest: false,
    hasSequencer: false,
    uma: "0x5953f2538F613E05bAED8A5AeFa8e6622467AD3D",
    reality: "0x60573B8DcE539aE5bF9aD7932310668997ef0428",
  },
  {
    chain: gnosis,
    network: "gnosis",
    isTest: false,
    hasSequencer: false,
    uma: "0x22A9AaAC9c3184f68C7B7C95b1300C4B1D2fB95C",
    reality: "0xE78996A233895bE74a66F451f1019cA9734205cc",
  },
];

/**
 * The chain of that id. One that is not listed is known by the environment alone: `PRESAGE_CHAIN_ID`, `PRESAGE_CHAIN_NAME`,
 * and `PRESAGE_CHAIN_TEST=1` if its coin is worth nothing; without that it counts as a chain of real money.
 */
export function chainOf(chainId: number, environment: Environment = {}): KnownChain {
  const known = CHAINS.find(({ chain }) => chain.id === chainId);
  if (known) return known;
  const isMeant = Number(environment.PRESAGE_CHAIN_ID) === chainId;
  return {
    chain: defineChain({
      id: chainId,
      name: (isMeant && environment.PRESAGE_CHAIN_NAME) || `Chain ${chainId}`,
      nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
      rpcUrls: { default: { http: [] } },
    }),
    network: "custom",
    isTest: isMeant && environment.PRESAGE_CHAIN_TEST === "1",
    hasSequencer: true, // nothing says that it has none
  };
}

/** What the names of a network's environment variables begin with: `BASE_SEPOLIA` for `baseSepolia`. */
export function environmentPrefix(network: string): string {
  return network === "custom" || network === "local" ? "PRESAGE" : network.replace(/([A-Z])/g, "_$1").toUpperCase();
}

/** Whether this is the sequencer's feed that is known for the chain. Any other is its market's creator's word. */
export function isKnownSequencerFeed(feed: string, chainId: number): boolean {
  return isSameAddress(chainOf(chainId).sequencerFeed, feed);
}
