import { parsePositionId } from "../../sdk/positionId.ts";
import type { Market } from "../../sdk/types.ts";
import { clean } from "./format.ts";
import type { Translate } from "./translate.ts";

/** What a position is called: its outcome, or No on it. */
export function positionText(positionId: bigint, { outcomes }: Pick<Market, "outcomes">, t: Translate): string {
  const { outcome, kind } = parsePositionId(positionId);
  const name = clean(outcomes[outcome] ?? "");
  return kind === "no" ? t("trade.noOn", { outcome: name }) : name;
}
