/** Said of a market that nobody vouches for, wherever it is named: docs/decisions/0081-known-tokens.md. */
export function NotKnown({ text }: { text: string }) {
  return <strong className="block w-full text-sm font-medium text-warn">{text}</strong>;
}
