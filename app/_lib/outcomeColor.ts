const COLORS = 8;

/** An outcome keeps its colour everywhere; beyond eight outcomes colours come again, names never rely on them. */
export function outcomeColor(index: number): string {
  return `var(--o${index % COLORS})`;
}
