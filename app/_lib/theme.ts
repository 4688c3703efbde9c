/**
 * Gives the document the visitor's chosen theme, or the system's while none is chosen.
 * Stands on its own: the layout writes its source into the page, to run before the first paint.
 */
export function applyTheme(): void {
  let chosen: string | null = null;
  try {
    chosen = localStorage.getItem("theme");
  } catch {
    // storage is closed to this page: the system's theme stands
  }
  document.documentElement.dataset.theme = chosen || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}
