const MOST = 5;
const compiled = new WeakMap<readonly string[], RegExp>();

/** The distinct words of a text that one of the patterns takes, at most five, in the text's order. `names`: what contains one and is none. */
export function wordsIn(text: string, patterns: readonly string[], names?: RegExp): string[] {
  const pattern = patternOf(patterns);
  const bare = names ? text.replace(names, (name) => " ".repeat(name.length)) : text;
  const found = [...bare.matchAll(pattern)]
    // a capital inside a sentence is a name: the Austin Major, the Significant Seven
    .filter(({ 0: word, index }) => !/^[A-Z][a-z]/.test(word) || startsSentence(bare, index) || isHeadline(text))
    .map(([word]) => word.trim());
  return [...new Map(found.map((word) => [word.toLowerCase(), word])).values()].slice(0, MOST);
}

export function startsSentence(text: string, index: number): boolean {
  return /(?:^|[.?!:;]\s*["“'(]*|\n\s*)$/.test(text.slice(0, index));
}

/** Words that headlines write small. */
const SMALL = /^(?:a|an|the|and|or|nor|but|as|at|by|for|from|if|in|into|of|on|over|per|than|to|under|up|via|vs|with)$/i;

/** Whether a text is written like a headline, where capitals do not make names. */
export function isHeadline(text: string): boolean {
  const words = (text.match(/\p{L}[\p{L}'’-]+/gu) ?? []).filter((word) => !SMALL.test(word));
  return words.length >= 5 && words.filter((word) => /^\p{Lu}/u.test(word)).length >= words.length * 0.9;
}

function patternOf(patterns: readonly string[]): RegExp {
  const known = compiled.get(patterns);
  if (known) return known;
  const pattern = new RegExp(`(?<![\\w/.-])(?:${patterns.join("|")})(?![\\w-]|\\.\\w)`, "giu");
  compiled.set(patterns, pattern);
  return pattern;
}
