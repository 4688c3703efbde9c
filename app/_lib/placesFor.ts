/** The pages whose names hold all that was typed, case and accents aside. */
export function placesFor<Place extends { text: string }>(places: readonly Place[], typed: string): Place[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  return places.filter(({ text }) => words.every((word) => fold(text).includes(word)));
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}
