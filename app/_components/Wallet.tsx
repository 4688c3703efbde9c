"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Dialog } from "radix-ui";
import { useState } from "react";
import { useConnect, useConnection, useConnectors, useDisconnect } from "wagmi";
import { faucetCall } from "../../sdk/calls/faucet.ts";
import { LOCAL_CHAIN_ID } from "../../sdk/chains.ts";
import { DEMO_ID } from "../_lib/demoConnector.ts";
import { money, shortAddress } from "../_lib/format.ts";
import { mineBlock } from "../_lib/mineBlock.ts";
import { useClient, useTokenBalance } from "../_lib/useChain.ts";
import { useSend } from "../_lib/useSend.ts";
import { buttonLook } from "../_ui/buttonLook.ts";
import { useChainConfig, useTexts } from "./Providers.tsx";

const FAUCET = 1_000n * 10n ** 6n;
const SKIPS = { "wallet.skip.hour": 3_600, "wallet.skip.day": 86_400, "wallet.skip.month": 30 * 86_400 } as const;

/** Connects, and shows who is connected. Opened from elsewhere by a click on `#connect-wallet`. */
export function Wallet() {
  const { t } = useTexts();
  const { address, isConnected } = useConnection();
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger asChild>
        <button
          type="button"
          id="connect-wallet"
          className={buttonLook({ size: "small", tone: isConnected ? "plain" : "primary", className: "whitespace-nowrap tabular-nums" })}
        >
          {isConnected && address ? t("wallet.account", { address: shortAddress(address) }) : t("wallet.connect")}
        </button>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-60 bg-black/50" />
        <Dialog.Content
          aria-describedby={undefined}
          className="card fixed z-61 inset-x-0 bottom-0 p-5 grid gap-4 rounded-b-none sm:rounded-b-2xl sm:inset-auto sm:left-1/2 sm:top-1/2 sm:w-96 sm:-translate-x-1/2 sm:-translate-y-1/2"
        >
          {isConnected && address ? <Account address={address} done={() => setOpen(false)} /> : <Choices done={() => setOpen(false)} />}
          <Dialog.Close className="btn">{t("wallet.close")}</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Choices({ done }: { done: () => void }) {
  const { t } = useTexts();
  const connectors = useConnectors();
  const connect = useConnect();
  const demo = connectors.find(({ id }) => id === DEMO_ID);
  const wallets = connectors.filter(({ id }) => id !== DEMO_ID);
  // not by the mutation's callback: these choices are gone by the time that it would be called
  const choose = (connector: (typeof connectors)[number]) => connect.mutateAsync({ connector }).then(done, () => {});
  return (
    <>
      <Dialog.Title className="text-lg font-semibold">{t("wallet.title")}</Dialog.Title>
      {wallets.map((connector) => (
        <button key={connector.uid} type="button" className="btn" onClick={() => choose(connector)}>
          {connector.name}
        </button>
      ))}
      {wallets.length === 0 && (
        <p className="note">
          {t("wallet.none")} {t("wallet.none.hint")}
        </p>
      )}
      {demo && (
        <div className="grid gap-1">
          <button type="button" className="btn btn-primary" onClick={() => choose(demo)}>
            {t("wallet.demo")}
          </button>
          <p className="note">{t("wallet.demo.hint")}</p>
        </div>
      )}
      {connect.error && (
        <p role="alert" className="text-bad text-sm">
          {connect.error.message.split("\n")[0]}
        </p>
      )}
    </>
  );
}

function Account({ address, done }: { address: `0x${string}`; done: () => void }) {
  const { t, locale } = useTexts();
  const { deployment, chainId } = useChainConfig();
  const disconnect = useDisconnect();
  const send = useSend();
  const client = useClient();
  const queries = useQueryClient();
  const usd = deployment.collaterals.usd;
  const token = { symbol: "USD", decimals: 6 };
  const balance = useTokenBalance(usd);
  const skip = async (seconds: number) => {
    await mineBlock(client, seconds);
    await queries.invalidateQueries();
  };
  return (
    <>
      <Dialog.Title className="text-lg font-semibold">{t("wallet.account", { address: shortAddress(address) })}</Dialog.Title>
      <p className="font-mono text-sm break-all">{address}</p>
      {balance !== undefined && <p className="text-2xl font-semibold tabular-nums">{money(balance, token, locale)}</p>}
      {usd && (
        <button
          type="button"
          className="btn"
          onClick={() => {
            done();
            send(t("wallet.faucet", { symbol: "USD" }), { call: () => faucetCall({ token: usd, amount: FAUCET }) });
          }}
        >
          {t("wallet.faucet", { symbol: "USD" })}
        </button>
      )}
      {chainId === LOCAL_CHAIN_ID && (
        <fieldset className="grid gap-2">
          <legend className="label">{t("wallet.skip")}</legend>
          <div className="grid grid-cols-3 gap-2">
            {(Object.keys(SKIPS) as (keyof typeof SKIPS)[]).map((key) => (
              <button key={key} type="button" className="btn btn-small" onClick={() => skip(SKIPS[key])}>
                {t(key)}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <button
        type="button"
        className="btn btn-quiet text-bad"
        onClick={() => {
          disconnect.mutate({});
          done();
        }}
      >
        {t("wallet.disconnect")}
      </button>
    </>
  );
}
