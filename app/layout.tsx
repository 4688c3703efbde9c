import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { connection } from "next/server";
import type { ReactNode } from "react";
import { Header } from "./_components/Header.tsx";
import { Providers } from "./_components/Providers.tsx";
import { SentLater } from "./_components/SentLater.tsx";
import { Texts } from "./_components/Texts.tsx";
import { TransactionStatus } from "./_components/TransactionStatus.tsx";
import { chainConfig } from "./_lib/chain.server.ts";
import { translator } from "./_lib/messages.ts";
import { applyTheme } from "./_lib/theme.ts";
import { en } from "./_messages/en/en.ts";
import { mono, sans, sansExtended } from "./fonts.ts";
import "./globals.css";

const t = translator();

export const metadata: Metadata = {
  title: { default: `${t("app.name")}: ${t("app.tagline")}`, template: `%s · ${t("app.name")}` },
  description: "An open-source on-chain prediction market.",
};
export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [{ media: "(prefers-color-scheme: dark)", color: "#0d0f12" }, { color: "#fbfbf9" }],
};

/** Before the first paint, so that nobody sees a flash of the other theme. */
const THEME = `(${applyTheme})()`;

export default async function Layout({ children }: { children: ReactNode }) {
  await connection(); // the address book is read when somebody asks, not when the app is built
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang={en.language} className={`${sans.variable} ${sansExtended.variable} ${mono.variable}`} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: THEME }} />
      </head>
      <body className="min-h-dvh flex flex-col">
        <Providers config={chainConfig()}>
          <Texts
            of={[
              "app",
              "nav",
              "theme",
              "wallet",
              "tx",
              "sent",
              "error",
              "list.search",
              "trade.steps",
              "pay",
              "command",
              "account",
              "loading",
              "unaudited",
            ]}
          >
            <a href="#content" className="sr-only focus:not-sr-only focus:absolute focus:z-50 btn m-2">
              {t("nav.skip")}
            </a>
            <Header />
            <SentLater />
            <main id="content" className="mx-auto w-full max-w-7xl flex-1 px-4 py-4 md:py-6">
              {children}
            </main>
            <footer className="mx-auto w-full max-w-7xl px-4 pb-32 pt-8 note flex flex-wrap gap-x-4 gap-y-1 lg:pb-10">
              <span>{t("unaudited")}</span>
              <a className="underline" href="/resolve">
                {t("nav.resolve")}
              </a>
              <a className="underline" href="/leaderboard">
                {t("nav.leaderboard")}
              </a>
              <a className="underline" href="/status">
                {t("nav.status")}
              </a>
              <a className="underline" href="/risks">
                {t("unaudited.more")}
              </a>
            </footer>
            <TransactionStatus />
          </Texts>
        </Providers>
      </body>
    </html>
  );
}
