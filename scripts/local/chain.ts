// The local chain, `node scripts/local/chain.ts PORT START`: its first block is dated START (Unix seconds), and it mines
// a block for every transaction. Blocks at an interval begin when its history has been played (`catchUp`).
import hre from "hardhat";

const [port, start] = process.argv.slice(2).map(Number);
const server = await hre.network.createServer(
  {
    network: "default",
    override: {
      initialDate: new Date(start * 1000),
      mining: { auto: true, interval: 0 },
      blockGasLimit: 60_000_000n,
    },
  },
  "127.0.0.1",
  port,
);
await server.listen();
console.log(`Chain on port ${port}`);
