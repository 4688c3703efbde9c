import { clean } from "../_lib/format.ts";
import type { Category } from "../_lib/indexerTypes.ts";
import { type ListQuery, listAddress } from "../_lib/listQuery.ts";
import { translator } from "../_lib/messages.ts";

const t = translator();

/** The categories with what is open in each, the fullest first. */
export function CategoryTabs({ categories, query }: { categories: Category[]; query: ListQuery }) {
  const open = categories.filter((each) => each.open > 0 || each.category === query.category).sort((a, b) => b.open - a.open);
  const tab = (category: string, text: string, count: number) => (
    <a
      key={category}
      href={listAddress(query, { category })}
      aria-current={query.category === category ? "page" : undefined}
      className="tab"
    >
      <bdi>{text}</bdi> <span className="text-soft tabular-nums font-normal">{count}</span>
    </a>
  );
  return (
    <nav aria-label={t("list.categories")} className="tabs">
      {tab(
        "",
        t("list.category.all"),
        categories.reduce((sum, each) => sum + each.open, 0),
      )}
      {open.map(({ category, open: count }) => tab(category, capital(clean(category)), count))}
    </nav>
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
