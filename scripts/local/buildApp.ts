// Makes the app's production build, unless that of these sources is there. A process of its own: whoever starts it can end it.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { hashSources, isAppBuilt, markAppBuilt } from "./appBuild.ts";

if (!isAppBuilt()) {
  const hash = hashSources();
  const { status } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
    stdio: "inherit",
  });
  if (status === 0) markAppBuilt(hash);
  process.exitCode = status ?? 1;
}
