import type { Address } from "viem";
import type { Deployment } from "../../sdk/types.ts";

/** What the browser must know about the chain; given by the server at run time, so one build works for any. */
export interface ChainConfig {
  chainId: number;
  /** The chain of `npm start`: anybody's play money, and time can be skipped. */
  isLocal: boolean;
  /** What the chain is called, if the list of chains does not know it. */
  chainName?: string;
  /** For browsers, so without secrets; the preferred one first. */
  rpcUrls: string[];
  deployment: Deployment;
  /** Whether limit orders can be placed: there is a contract for them, and a relay that keeps them. */
  hasOrders: boolean;
  /** Chainlink's feed of the sequencer's uptime, where one is known for the chain. */
  sequencerFeed?: Address;
}
