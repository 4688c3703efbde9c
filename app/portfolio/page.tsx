import type { Metadata } from "next";
import { PortfolioPage } from "./_components/PortfolioPage.tsx";

export const metadata: Metadata = { title: "Portfolio" };

export default function Portfolio() {
  return <PortfolioPage />;
}
