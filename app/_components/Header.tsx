"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { CommandKey } from "./CommandKey.tsx";
import { SearchBox } from "./SearchBox.tsx";
import { useTexts } from "./TextsProvider.tsx";
import { ThemeSwitch } from "./ThemeSwitch.tsx";
import { Wallet } from "./Wallet.tsx";

const PLACES = [
  ["/", "nav.markets"],
  ["/portfolio", "nav.portfolio"],
  ["/leaderboard", "nav.leaderboard"],
  ["/resolve", "nav.resolve"],
] as const;

export function Header() {
  const { t } = useTexts();
  const path = usePathname();
  const places = PLACES.map(([href, key]) => ({ href, text: t(key), current: path === href ? ("page" as const) : undefined }));
  return (
    <>
      <header className="sticky top-0 z-30 border-b border-line bg-page/95 backdrop-blur">
        <div className="mx-auto flex h-14 w-full max-w-7xl items-center gap-2 px-4 md:gap-4">
          <Link
            href="/"
            prefetch={false}
            className="flex min-h-11 shrink-0 items-center gap-2 text-[1.0625rem] font-semibold tracking-tight"
          >
            {/* biome-ignore lint/performance/noImgElement: an icon of a few hundred bytes */}
            <img src="/icon.svg" alt="" width={26} height={26} />
            <span className="max-[359px]:sr-only">{t("app.name")}</span>
          </Link>
          <SearchBox className="max-w-sm flex-1 max-md:hidden" />
          <nav aria-label={t("nav.main")} className="flex flex-1 max-md:hidden">
            {places.map(({ href, text, current }) => (
              <Link key={href} href={href} prefetch={false} aria-current={current} className="nav-link">
                {text}
              </Link>
            ))}
          </nav>
          <div className="ml-auto flex items-center gap-1">
            <CommandKey />
            <ThemeSwitch />
            <Wallet />
          </div>
        </div>
      </header>
      <nav aria-label={t("nav.main")} className="bottom-bar md:hidden">
        {places.map(({ href, text, current }) => (
          <Link key={href} href={href} prefetch={false} aria-current={current}>
            {text}
          </Link>
        ))}
      </nav>
    </>
  );
}
