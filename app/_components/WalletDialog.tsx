"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Dialog } from "radix-ui";
import { useMemo, useState, useSyncExternalStore } from "react";
import { closeConnection, connectorsOf, openConnection, readerOf } from "../_lib/connection.ts";
import { DEMO_ID } from "../_lib/demoConnector.ts";
import { errorText } from "../_lib/errorText.ts";
import { money, shortAddress } from "../_lib/format.ts";
import { mineBlock } from "../_lib/mineBlock.ts";
import { useAccount } from "../_lib/useAccount.ts";
import { useTokenBalance } from "../_lib/useChain.ts";
import { useSend } from "../_lib/useSend.ts";
import { useChainConfig } from "./Providers.tsx";
import { Queries } from "./Queries.tsx";
import { useTexts } from "./TextsProvider.tsx";

const FAUCET = 1_000n * 10n ** 6n;
const SKIPS = { "wallet.skip.hour": 3_600, "wallet.skip.day": 86_400, "wallet.skip.month": 30 * 86_400 } as const;

/** Connects, or says who is connected and with how much. */
export function WalletDialog({ isOpen, onOpen }: { isOpen: boolean; onOpen: (isOpen: boolean) => void }) {
  const { t } = useTexts();
  const { address } = useAccount();
  const done = () => onOpen(false);
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-60 bg-black/50" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            document.getElementById("connect-wallet")?.focus();
          }}
          className="card fixed z-61 inset-x-0 bottom-0 p-5 grid gap-4 rounded-b-none sm:rounded-b-2xl sm:inset-auto sm:left-1/2 sm:top-1/2 sm:w-96 sm:-translate-x-1/2 sm:-translate-y-1/2"
        >
          <Queries>{address ? <Connected address={address} done={done} /> : <Choices done={done} />}</Queries>
          <Dialog.Close className="btn">{t("wallet.close")}</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Choices({ done }: { done: () => void }) {
  const { t } = useTexts();
  const config = useChainConfig();
  const known = useMemo(() => connectorsOf(config), [config]);
  const connectors = useSyncExternalStore(known.subscribe, known.get, known.get);
  const [refusal, setRefusal] = useState("");
  const demo = connectors.find(({ id }) => id === DEMO_ID);
  const wallets = connectors.filter(({ id }) => id !== DEMO_ID);
  const choose = async (connector: (typeof connectors)[number]) => {
    setRefusal("");
    try {
      await openConnection(config, connector);
      done();
    } catch (error) {
      const { message, remedy } = errorText(error);
      setRefusal(`${message} ${remedy}`);
    }
  };
  return (
    <>
      <Dialog.Title className="text-lg font-semibold">{t("wallet.title")}</Dialog.Title>
      {demo && (
        <div className="grid gap-1">
          <button type="button" className="btn btn-primary" onClick={() => choose(demo)}>
            {t("wallet.demo")}
          </button>
          <p className="note">{t("wallet.demo.hint")}</p>
        </div>
      )}
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
      {refusal && (
        <p role="alert" className="text-bad text-sm">
          {refusal}
        </p>
      )}
    </>
  );
}

function Connected({ address, done }: { address: `0x${string}`; done: () => void }) {
  const { t, locale } = useTexts();
  const config = useChainConfig();
  const { deployment, isLocal } = config;
  const send = useSend();
  const queries = useQueryClient();
  const usd = deployment.collaterals.usd;
  const token = { symbol: "USD", decimals: 6 };
  const balance = useTokenBalance(usd);
  const skip = async (seconds: number) => {
    await mineBlock(readerOf(config), seconds);
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
            void send(t("wallet.faucet", { symbol: "USD" }), async () => {
              const { faucetCall } = await import("../../sdk/calls/faucet.ts");
              return { call: () => faucetCall({ token: usd, amount: FAUCET }) };
            });
          }}
        >
          {t("wallet.faucet", { symbol: "USD" })}
        </button>
      )}
      {isLocal && (
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
          void closeConnection(config);
          done();
        }}
      >
        {t("wallet.disconnect")}
      </button>
    </>
  );
}
