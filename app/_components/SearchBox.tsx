"use client";

import { useTexts } from "./TextsProvider.tsx";

/** Finds markets from anywhere: a form, so that it works before and without JavaScript. */
export function SearchBox({ className = "", value = "" }: { className?: string; value?: string }) {
  const { t } = useTexts();
  return (
    <search className={className}>
      <form action="/">
        <input
          key={value}
          type="search"
          name="q"
          maxLength={100}
          className="field field-search"
          aria-label={t("list.search")}
          placeholder={t("list.search")}
          defaultValue={value}
          autoComplete="off"
        />
        <input type="hidden" name="status" value="all" />
      </form>
    </search>
  );
}
