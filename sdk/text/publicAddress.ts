import { cleanText } from "./cleanText.ts";

/** `scheme`: of another kind than https and ipfs. `host`: another or none for whoever else opens it. `form`: no address, or one that misleads. */
export type AddressFault = "scheme" | "host" | "form";

/** As long as browsers and servers take them. */
const MOST = 2_000;
/** A name with a point, its labels of at most 63 characters. */
const NAME = /^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
/** Names that each network gives for itself. */
const OWN = /\.(?:localhost|local|internal|lan|home\.arpa)$/;
/** The hash of what is meant (a CID of version 0, or of 1 in the bases in use), and a path in it. */
const CONTENT = /^(?:Qm[1-9A-HJ-NP-Za-km-z]{44}|b[a-z2-7]{50,}|z[1-9A-HJ-NP-Za-km-z]{45,}|k[0-9a-z]{45,}|f[0-9a-f]{66,})(?:[/?#].*)?$/;

/** What is wrong with an address that people are to look at; undefined if nothing is. */
export function publicAddressFault(text: string): AddressFault | undefined {
  // a backslash is a slash to some programs and a letter to others
  if (text.length > MOST || /[\s\\]/u.test(text) || cleanText(text) !== text) return "form";
  const [, scheme = "", rest = ""] = /^([a-z][a-z0-9+.-]*):\/\/(.+)$/i.exec(text) ?? [];
  if (!rest) return "form";
  if (/^ipfs$/i.test(scheme)) return CONTENT.test(rest) ? undefined : "form";
  if (!/^https$/i.test(scheme)) return "scheme";
  const [authority = ""] = rest.split(/[/?#]/);
  // what stands before an @ looks like the host and is none
  if (authority === "" || authority.includes("@") || !URL.canParse(text)) return "form";
  const host = new URL(text).hostname.replace(/\.$/, "");
  return NAME.test(host) && !OWN.test(host) ? undefined : "host";
}

/** An address as it can be shown: its host as its letters are sent, so that none looks like another's; any other text as it is. */
export function shownAddress(text: string): string {
  if (publicAddressFault(text) !== undefined || !/^https:/i.test(text)) return text;
  return text.replace(/^https:\/\/[^/?#]+/i, `https://${new URL(text).host}`);
}
