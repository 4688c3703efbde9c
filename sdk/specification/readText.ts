import { Lexer } from "yaml";

/** What a file may have at most, in bytes: the longest that the schema takes is a fifth of it. */
export const MOST_BYTES = 256 * 1024;
/** Lists and groups within one another; a specification has four. */
const DEEPEST = 32;

/** Why a text is not read as a specification: where, what, and what to do. */
export interface TextFault {
  code: "syntax" | "encoding" | "too-large" | "too-deep" | "reference" | "tag" | "directive";
  /** Characters before it. */
  offset: number;
  message: string;
  why: string;
  suggestion: string;
}

/** The text of a file's bytes, as far as it can be read, and why it cannot be, if so. */
export function textOf(bytes: Uint8Array): { text: string; fault?: TextFault } {
  if (bytes.length > MOST_BYTES) {
    // what is cut may end within a character
    const text = new TextDecoder().decode(bytes.subarray(0, MOST_BYTES)).replace(/\ufffd$/, "");
    const fault: TextFault = {
      code: "too-large",
      offset: text.length,
      message: `the file has more than ${MOST_BYTES / 1024} kB`,
      why: "What goes on chain is paid by the byte, and nobody reads a book of rules.",
      suggestion: "Name the right file, or shorten it.",
    };
    return { text, fault };
  }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    const text = new TextDecoder().decode(bytes);
    const offset = firstUnreadable(bytes, text);
    const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    const fault: TextFault = {
      code: "encoding",
      offset,
      message: isWide ? "the file is UTF-16, not UTF-8" : "here are bytes that are no text in UTF-8",
      why: "Another encoding would put other letters on chain than those on the screen.",
      suggestion: "Save the file as UTF-8.",
    };
    return { text, fault };
  }
}

/** What YAML allows and a specification does not, since it can hide, multiply or change what is read. */
export function textFaults(text: string): TextFault[] {
  const faults: TextFault[] = [];
  let offset = 0;
  let flow = 0;
  let block = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (/^[\x02\x18\x1f]$/.test(lexeme)) continue; // the lexer's own marks: they do not stand in the text
    const at = (code: TextFault["code"], message: string, why: string, suggestion: string) =>
      faults.push({ code, offset, message, why, suggestion });
    if (lexeme === "[" || lexeme === "{") flow++;
    else if (lexeme === "]" || lexeme === "}") flow--;
    else if (lexeme === "-" || lexeme === "?") block++;
    else if (/^(?:\r?\n|\r)$/.test(lexeme)) block = 0;
    if (Math.max(flow, block) > DEEPEST) {
      at(
        "too-deep",
        `lists within lists, more than ${DEEPEST} deep`,
        "No field of a specification is that deep.",
        "Check the brackets and dashes.",
      );
      return faults;
    }
    if (lexeme.startsWith("*"))
      at("reference", `${shown(lexeme)} refers to another place`, "References that multiply can fill any memory.", "Write the value out.");
    else if (lexeme.startsWith("!"))
      at("tag", `${shown(lexeme)} asks for another reading of the value`, "A value would not be the text that stands there.", "Remove it.");
    else if (lexeme.startsWith("%"))
      at(
        "directive",
        `${shown(lexeme)} changes how the file is read`,
        "Values would not be the texts that stand there.",
        "Remove the line.",
      );
    offset += lexeme.length;
  }
  return faults;
}

function shown(lexeme: string): string {
  return lexeme.length > 40 ? `${lexeme.slice(0, 40)}…` : lexeme;
}

/** Characters before the first byte that is no text. */
function firstUnreadable(bytes: Uint8Array, decoded: string): number {
  for (let offset = decoded.indexOf("\ufffd"); offset >= 0; offset = decoded.indexOf("\ufffd", offset + 1)) {
    // the mark of what cannot be read may itself have been written, as EF BF BD
    const before = new TextEncoder().encode(decoded.slice(0, offset)).length;
    if (!(bytes[before] === 0xef && bytes[before + 1] === 0xbf && bytes[before + 2] === 0xbd)) return offset;
  }
  return 0;
}
