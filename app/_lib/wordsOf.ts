/** An event's name as words: `TooEarlyRuled` becomes `Too early ruled`, `LogNewAnswer` `New answer`. */
export function wordsOf(event: string): string {
  const words = event
    .replace(/^\w+(?=Registered$)/, "")
    .replace(/^Log(?=[A-Z])/, "")
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
