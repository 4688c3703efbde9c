import { publicAddressFault, shownAddress } from "../../sdk/text/publicAddress.ts";
import { clean } from "../_lib/format.ts";

/** An address that a stranger wrote: a link if it is of https, where nobody can change on the way what is found there, else text. */
export function PublicAddress({ address }: { address: string }) {
  const isLink = /^https:/i.test(address) && publicAddressFault(address) === undefined;
  return isLink ? (
    <a className="text-accent underline break-all" href={address} rel="noopener noreferrer nofollow ugc" target="_blank">
      <bdi>{shownAddress(address)}</bdi>
    </a>
  ) : (
    <bdi className="break-all">{clean(address)}</bdi>
  );
}
