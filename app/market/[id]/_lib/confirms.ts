import type { Translate } from "../../../_lib/translate.ts";

/** Whether what was typed is the word that confirms. */
export function confirms(text: string, t: Translate): boolean {
  return text.trim().toLowerCase() === t("trade.confirm.word");
}
