import { readFileSync } from "node:fs";

const { scripts } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as { scripts: { app: string } };
const [, heap = "", script = "", ...command] = scripts.app.split(" ");

/** What Node is told to serve the app's production build here, as `npm run app` tells it: a flag, the script, its arguments. */
export function appArguments(port: number): [flag: string, script: string, ...args: string[]] {
  return [heap, script, ...command, "--hostname", "127.0.0.1", "--port", String(port)];
}
