/** What stands between the parts of a question at Reality.eth. */
export const SEPARATOR = "\u241f";

/** The language that a question was asked in: its last part. */
export function languageOf(question: string): string {
  return question.split(SEPARATOR).at(-1) ?? "en";
}
