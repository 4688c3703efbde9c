"use client";

import { useLayoutEffect } from "react";
import { applyTheme } from "../_lib/theme.ts";
import { Icon } from "../_ui/Icon.tsx";
import { useTexts } from "./TextsProvider.tsx";

export function ThemeSwitch() {
  const { t } = useTexts();
  useLayoutEffect(() => {
    applyTheme(); // a missing page draws the document anew, without its theme
    const system = matchMedia("(prefers-color-scheme: dark)");
    system.addEventListener("change", applyTheme);
    return () => system.removeEventListener("change", applyTheme);
  }, []);
  const toggle = () => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", dataset.theme);
  };
  return (
    <button type="button" className="btn btn-quiet btn-small max-[429px]:px-1!" aria-label={t("theme.switch")} onClick={toggle}>
      <Icon name="sun" className="hidden dark-only" />
      <Icon name="moon" className="light-only" />
    </button>
  );
}
