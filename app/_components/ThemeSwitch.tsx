"use client";

import { Moon, Sun } from "lucide-react";
import { useTexts } from "./TextsProvider.tsx";

export function ThemeSwitch() {
  const { t } = useTexts();
  const toggle = () => {
    const { dataset } = document.documentElement;
    dataset.theme = dataset.theme === "dark" ? "light" : "dark";
    localStorage.setItem("theme", dataset.theme);
  };
  return (
    <button type="button" className="btn btn-quiet btn-small max-[429px]:px-1!" aria-label={t("theme.switch")} onClick={toggle}>
      <Sun size={18} aria-hidden className="hidden dark-only" />
      <Moon size={18} aria-hidden className="light-only" />
    </button>
  );
}
