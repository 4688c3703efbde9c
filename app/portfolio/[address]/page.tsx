import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isAddress } from "viem";
import { toPresageError } from "../../../sdk/toPresageError.ts";
import { ChainError } from "../../_components/ChainError.tsx";
import { readMarkets } from "../../_lib/chain.server.ts";
import { toJson } from "../../_lib/json.ts";
import { PortfolioView } from "../_components/PortfolioView.tsx";

export const metadata: Metadata = { title: "Portfolio" };

export default async function PortfolioOf({ params }: PageProps<"/portfolio/[address]">) {
  const { address } = await params;
  if (!isAddress(address)) notFound();
  try {
    return <PortfolioView initial={toJson(await readMarkets())} owner={address} />;
  } catch (error) {
    return <ChainError message={toPresageError(error).message} />;
  }
}
