// `npm run check:profit`: recomputes every account's profit from raw chain data and holds the indexer against it. The chain is
// that of PRESAGE_RPC_URL, the indexer that of PRESAGE_INDEXER_URL.
import { createPublicClient, type PublicClient } from "viem";
import { readAddressBook } from "../../sdk/node/addressBook.ts";
import { rpcUrls } from "../../sdk/rpc/rpcUrls.ts";
import { rpcTransport } from "../../sdk/transport.ts";
import { compareProfit } from "./compareProfit.ts";

const SHOWN = 20;
const indexer = process.env.PRESAGE_INDEXER_URL ?? "http://127.0.0.1:42069";
const client: PublicClient = createPublicClient({ transport: rpcTransport(rpcUrls(process.env.PRESAGE_RPC_URL), { patience: 60_000 }) });
const chainId = await client.getChainId();
const deployment = readAddressBook(chainId);
if (!deployment) {
  console.error(`There is no address book deployments/${chainId}.json for the chain of PRESAGE_RPC_URL.`);
  process.exit(1);
}
const { accounts, figures, mismatches } = await compareProfit(client, deployment, indexer);
for (const mismatch of mismatches.slice(0, SHOWN)) console.error(mismatch);
if (mismatches.length > SHOWN) console.error(`… and ${mismatches.length - SHOWN} more`);
console.log(`${accounts} accounts, ${figures} figures, ${mismatches.length} mismatches`);
process.exitCode = mismatches.length > 0 ? 1 : 0;
