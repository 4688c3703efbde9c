"use client";

import Link from "next/link";
import { accountName } from "../_lib/accountName.ts";
import { shortAddress } from "../_lib/format.ts";
import { Identicon } from "../_ui/Identicon.tsx";
import { useChainConfig } from "./Providers.tsx";
import { useTexts } from "./TextsProvider.tsx";

/** An account by its picture, its name if the address book has one, and its address; leads to what it holds. */
export function AccountLink({ address, isMine = false }: { address: string; isMine?: boolean }) {
  const { t } = useTexts();
  const { accounts } = useChainConfig().deployment;
  const name = isMine ? t("account.mine") : accountName(address, accounts);
  return (
    <Link className="account-link" prefetch={false} href={`/portfolio/${address}`}>
      <Identicon address={address} />
      {name && <span className="font-medium">{name}</span>}
      <span className={name ? "text-sm text-soft tabular-nums" : "tabular-nums"}>{shortAddress(address)}</span>
    </Link>
  );
}
