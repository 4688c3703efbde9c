import { foldText } from "../../sdk/foldText.ts";

/** The pages whose names hold all that was typed, as the search of markets compares it. */
export function placesFor<Place extends { text: string }>(places: readonly Place[], typed: string): Place[] {
  const words = foldText(typed).split(" ").filter(Boolean);
  return places.filter(({ text }) => words.every((word) => foldText(text).includes(word)));
}
