"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTexts } from "./Providers.tsx";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import { Wallet } from "./Wallet.tsx";

export function Header() {
  const { t } = useTexts();
  const path = usePathname();
  const link = (href: string, text: string, more = "") => (
    <Link
      href={href}
      aria-current={path === href ? "page" : undefined}
      className={`btn btn-quiet btn-small aria-[current=page]:bg-sunk max-[429px]:px-1.5! max-[379px]:px-1! max-[429px]:text-[0.8125rem] ${more}`}
    >
      {text}
    </Link>
  );
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-page/90 backdrop-blur">
      <div className="mx-auto flex w-full max-w-6xl items-center gap-1 px-3 py-2 max-[429px]:gap-0 max-[379px]:px-2 sm:px-4">
        <Link href="/" className="mr-1 flex min-h-11 shrink-0 items-center gap-2 font-semibold tracking-tight sm:mr-3">
          {/* biome-ignore lint/performance/noImgElement: an icon of a few hundred bytes */}
          <img src="/icon.svg" alt="" width={26} height={26} />
          <span className="hidden sm:inline">{t("app.name")}</span>
        </Link>
        <nav className="flex flex-1">
          {link("/", t("nav.markets"))}
          {link("/portfolio", t("nav.portfolio"))}
          {link("/leaderboard", t("nav.leaders"), "max-[379px]:hidden")}
          {link("/resolve", t("nav.resolve"), "max-sm:hidden")}
        </nav>
        <ThemeSwitch />
        <Wallet />
      </div>
    </header>
  );
}
