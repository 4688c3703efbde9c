"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { shortAddress } from "../_lib/format.ts";
import { useAccount, useRestoredAccount } from "../_lib/useAccount.ts";
import { buttonLook } from "../_ui/buttonLook.ts";
import { useTexts } from "./TextsProvider.tsx";

const WalletDialog = dynamic(() => import("./WalletDialog.tsx").then((module) => module.WalletDialog), { ssr: false });

/** Shows who is connected. Its dialog, and with it a wallet's code, is loaded when it is opened; a click on `#connect-wallet` opens it. */
export function Wallet() {
  const { t } = useTexts();
  const { address } = useAccount();
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  useRestoredAccount();
  const open = () => {
    setWasOpened(true);
    setOpen(true);
  };
  return (
    <>
      <button
        type="button"
        id="connect-wallet"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={open}
        className={buttonLook({ size: "small", tone: address ? "plain" : "primary", className: "whitespace-nowrap tabular-nums" })}
      >
        {address ? t("wallet.account", { address: shortAddress(address) }) : t("wallet.connect")}
      </button>
      {wasOpened && <WalletDialog isOpen={isOpen} onOpen={setOpen} />}
    </>
  );
}
