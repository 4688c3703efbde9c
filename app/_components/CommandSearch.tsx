"use client";

import { useRouter } from "next/navigation";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useId, useState } from "react";
import { clean } from "../_lib/format.ts";
import type { IndexedMarket } from "../_lib/indexerTypes.ts";
import { leadingOutcome } from "../_lib/leadingOutcome.ts";
import { fromIndexed } from "../_lib/listedMarket.ts";
import { percents } from "../_lib/percents.ts";
import { placesFor } from "../_lib/placesFor.ts";
import { useIndexed } from "../_lib/useIndexer.ts";
import { useResting } from "../_lib/useResting.ts";
import { useChainConfig } from "./Providers.tsx";
import { Queries } from "./Queries.tsx";
import { useTexts } from "./TextsProvider.tsx";

const REST_MS = 150;
const SHOWN = 8;
const LONGEST = 100;
const PLACES = [
  ["/", "nav.markets"],
  ["/portfolio", "nav.portfolio"],
  ["/leaderboard", "nav.leaderboard"],
  ["/resolve", "nav.resolve"],
  ["/status", "nav.status"],
  ["/risks", "unaudited.more"],
] as const;

interface Found {
  href: string;
  text: string;
  /** Beside it: what the market says, or that it is a page. */
  detail: string;
}

/** Finds markets and pages from anywhere; arrows choose, Enter goes there. */
export function CommandSearch({ isOpen, onOpen }: { isOpen: boolean; onOpen: (isOpen: boolean) => void }) {
  const { t } = useTexts();
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpen}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-60 bg-black/50" />
        <Dialog.Content aria-describedby={undefined} className="command">
          <Dialog.Title className="sr-only">{t("command.title")}</Dialog.Title>
          <Queries>
            <Choices done={() => onOpen(false)} />
          </Queries>
          <Dialog.Close className="sr-only focus:not-sr-only">{t("wallet.close")}</Dialog.Close>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Choices({ done }: { done: () => void }) {
  const { t, locale } = useTexts();
  const router = useRouter();
  const { deployment } = useChainConfig();
  const id = useId();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(0);
  const search = useResting(typed.trim(), REST_MS);
  const { data: answer, isError } = useIndexed<IndexedMarket[]>("markets", {
    resolverKind: "known",
    limit: SHOWN,
    ...(search ? { search } : { sort: "trending", status: "Open" }),
  });
  const markets: Found[] = (answer?.data ?? []).map((each) => {
    const market = fromIndexed(each, deployment);
    const leading = leadingOutcome(market);
    const isPlain = market.outcomes.length === 2;
    const share = percents(market.shares, locale)(leading);
    return {
      href: `/market/${market.id}`,
      text: market.question,
      detail: isPlain ? share : `${clean(market.outcomes[leading] ?? "")} ${share}`,
    };
  });
  const places: Found[] = placesFor(
    PLACES.map(([href, key]) => ({ href, text: t(key), detail: t("command.page") })),
    typed,
  );
  const found = typed.trim() ? [...places, ...markets] : [...markets, ...places];
  const chosen = Math.min(active, found.length - 1);

  const go = (place: Found | undefined) => {
    if (!place) return;
    router.push(place.href);
    done();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const move = moves[event.key];
    if (move !== undefined && found.length > 0) {
      event.preventDefault();
      const next = (chosen + move + found.length) % found.length;
      setActive(next);
      document.getElementById(`${id}${next}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      go(found[chosen]);
    }
  };

  return (
    <>
      <input
        className="command-field"
        role="combobox"
        aria-label={t("command.title")}
        aria-expanded={found.length > 0}
        aria-controls={`${id}list`}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${id}${chosen}` : undefined}
        placeholder={t("command.placeholder")}
        maxLength={LONGEST}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setTyped(target.value);
          setActive(0);
        }}
      />
      <div id={`${id}list`} role="listbox" aria-label={t("command.found")} className="command-list">
        {found.map((place, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          <div
            key={place.href}
            id={`${id}${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className="command-option"
            onClick={() => go(place)}
            onPointerMove={() => setActive(index)}
          >
            <bdi className="line-clamp-2 min-w-0 flex-1">{place.text}</bdi>
            <bdi className="max-w-40 shrink-0 truncate text-sm text-soft tabular-nums">{place.detail}</bdi>
          </div>
        ))}
      </div>
      <p role="status" className={found.length > 0 && !isError ? "sr-only" : "px-4 pb-4 text-soft"}>
        {isError
          ? t("command.unavailable")
          : found.length > 0
            ? t("command.count", { count: found.length })
            : answer
              ? t("command.none")
              : t("command.searching")}
      </p>
      <p aria-hidden className="command-keys">
        <kbd>↑</kbd> <kbd>↓</kbd> {t("command.choose")} <kbd>↵</kbd> {t("command.go")} <kbd>Esc</kbd> {t("wallet.close")}
      </p>
    </>
  );
}
