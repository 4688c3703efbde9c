import { open } from "node:fs/promises";
import { cleanText } from "../text/cleanText.ts";
import { cutText } from "../text/cutText.ts";
import { MOST_BYTES, parseTokenList, type TokenList } from "../tokens/parseTokenList.ts";

const TIMEOUT_MS = 5_000;
const HOUR_MS = 3_600_000;

/** The operator's lists, as `PRESAGE_TOKEN_LISTS` names them: files or addresses of http or https, with commas between them. */
export function tokenListSources(setting = process.env.PRESAGE_TOKEN_LISTS): string[] {
  return (setting ?? "")
    .split(",")
    .map((source) => source.trim())
    .filter(Boolean);
}

/**
 * Token lists from files and addresses that the operator chose, and nobody else. A list that cannot be read, is too large, too
 * slow or wrong is told to `onNotice`, and what it last said stays.
 */
export class TokenLists {
  readonly #sources: readonly string[];
  readonly #onNotice: (notice: string) => void;
  readonly #limits: { bytes: number; milliseconds: number };
  readonly #last = new Map<string, TokenList>();

  constructor(
    sources: readonly string[],
    options: { onNotice: (notice: string) => void; limits?: { bytes: number; milliseconds: number } },
  ) {
    this.#sources = sources;
    this.#onNotice = options.onNotice;
    this.#limits = options.limits ?? { bytes: MOST_BYTES, milliseconds: TIMEOUT_MS };
  }

  /** In the order in which they are named; those that were never read are left out. */
  get lists(): TokenList[] {
    return this.#sources.flatMap((source) => this.#last.get(source) ?? []);
  }

  /** Reads all of them anew. Never throws. */
  async read(): Promise<void> {
    await Promise.all(
      this.#sources.map(async (source) => {
        try {
          this.#last.set(source, parseTokenList(await readText(source, this.#limits)));
        } catch (error) {
          const stays = this.#last.has(source) ? "What it said before stays." : "Its tokens are not known.";
          this.#onNotice(
            `The token list ${nameOf(source)} cannot be used: ${cutText(cleanText(error instanceof Error ? error.message : String(error)), 300)} ${stays}`,
          );
        }
      }),
    );
  }

  /** Reads them now and every hour. Keeps no process alive. */
  async watch(onRead: () => void): Promise<void> {
    if (this.#sources.length > 0) setInterval(() => void this.read().then(onRead), HOUR_MS).unref();
    await this.read();
    onRead();
  }
}

function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** An address without its secrets. */
function nameOf(source: string): string {
  if (!isUrl(source)) return source;
  try {
    const { origin, pathname } = new URL(source);
    return `${origin}${pathname}`;
  } catch {
    return "whose address is not one";
  }
}

async function readText(source: string, { bytes, milliseconds }: { bytes: number; milliseconds: number }): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const add = (part: Uint8Array) => {
    size += part.length;
    if (size > bytes) throw new Error(`It is larger than ${bytes} bytes.`);
    parts.push(part);
  };
  if (isUrl(source)) {
    // followed, it would lead to addresses that the operator did not name
    const response = await fetch(source, {
      signal: AbortSignal.timeout(milliseconds),
      headers: { accept: "application/json" },
      redirect: "manual",
    });
    const target = response.headers.get("location");
    if (target !== null) throw new Error(`It leads to ${nameOf(new URL(target, source).href)}: name that address instead.`);
    if (!response.ok) throw new Error(`The server answers ${response.status}.`);
    for await (const part of response.body ?? []) add(part as Uint8Array);
  } else {
    const file = await open(source);
    try {
      for await (const part of file.createReadStream()) add(part as Uint8Array);
    } finally {
      await file.close();
    }
  }
  return Buffer.concat(parts).toString("utf8");
}
