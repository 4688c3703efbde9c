import { cleanText } from "./cleanText.ts";

/** What is wrong with an address that people are to look at: `scheme` of another kind than https and ipfs, or `form`; undefined if nothing is. */
export function publicAddressFault(text: string): "scheme" | "form" | undefined {
  if (/\s/u.test(text) || cleanText(text) !== text) return "form";
  const [, scheme = "", rest = ""] = /^([a-z][a-z0-9+.-]*):\/\/(.+)$/i.exec(text) ?? [];
  if (!rest) return "form";
  if (!/^(https|ipfs)$/i.test(scheme)) return "scheme";
  return URL.canParse(text) ? undefined : "form";
}
