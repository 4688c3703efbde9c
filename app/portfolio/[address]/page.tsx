import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { isAddress } from "viem";
import { PortfolioPage } from "../_components/PortfolioPage.tsx";

export const metadata: Metadata = { title: "Portfolio" };

export default async function PortfolioOf({ params }: PageProps<"/portfolio/[address]">) {
  const { address } = await params;
  if (!isAddress(address)) notFound();
  return <PortfolioPage owner={address} />;
}
