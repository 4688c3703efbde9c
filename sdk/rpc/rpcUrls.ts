import { PresageError } from "../errors.ts";

/** The chain that `npm start` runs. */
export const LOCAL_RPC_URL = "http://127.0.0.1:8545";

/** The endpoints of a setting: one address, or several with commas between them, the preferred one first. */
export function rpcUrls(setting = LOCAL_RPC_URL): string[] {
  const urls = setting.split(",").map((part) => part.trim());
  for (const [index, url] of urls.entries()) {
    if (URL.canParse(url) && /^https?:/.test(url)) continue;
    throw new PresageError({ code: "BadRpcUrl", details: { position: index + 1, count: urls.length } });
  }
  return urls;
}
