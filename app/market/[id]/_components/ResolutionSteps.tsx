"use client";

import { useState } from "react";
import { type Address, type Hex, isAddressEqual, keccak256, stringToHex } from "viem";
import type { Resolution } from "../../../../sdk/resolution.ts";
import type { Step } from "../../../../sdk/resolvers/step.ts";
import { scalarPayouts } from "../../../../sdk/scalar.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useChainConfig, useTexts } from "../../../_components/Providers.tsx";
import { clean, money, shortAddress } from "../../../_lib/format.ts";
import { payoutsText } from "../../../_lib/payoutsText.ts";
import { useSend } from "../../../_lib/useSend.ts";
import { EVIDENCED, REPORTS, type Report, stepCall } from "../_lib/stepCall.ts";

const NO_COIN = /^0x0+$/;

/** A button for every step that this account can take now, with what it has to fill in. */
export function ResolutionSteps({ market, resolution, account }: { market: Market; resolution: Resolution; account: Address }) {
  const { t, locale } = useTexts();
  const { deployment } = useChainConfig();
  const send = useSend();
  const [choice, setChoice] = useState("0");
  const [value, setValue] = useState("");
  const [evidenceUri, setEvidenceUri] = useState("");
  const [file, setFile] = useState<Hex>();
  const { scalar } = market.metadata;
  const mine = resolution.steps.filter(
    ({ isOpen, accounts, who }) => isOpen && (who === "anyone" || accounts?.some((each) => isAddressEqual(each, account))),
  );
  const asksVector =
    resolution.kind === "reality" && resolution.answer?.meaning === "vector" && !resolution.answer.payouts ? "finalize" : undefined;
  const reports = mine.some(({ action }) => REPORTS.includes(action) || action === asksVector);
  const evidenced = mine.some(({ action }) => EVIDENCED.includes(action));
  const answer = readAnswer();
  const report: Report = { answer: answer ?? [], evidenceUri, evidenceHash: file ?? keccak256(stringToHex(evidenceUri)) };
  if (mine.length === 0) return null;

  return (
    <div className="grid gap-3">
      {reports &&
        (scalar ? (
          <label>
            <span className="label">{t("resolution.value", { low: scalar.low, high: scalar.high, unit: clean(scalar.unit) })}</span>
            <input
              className="field"
              inputMode="decimal"
              autoComplete="off"
              aria-invalid={value !== "" && !answer}
              value={value}
              onChange={(event) => setValue(event.target.value)}
            />
          </label>
        ) : (
          <label>
            <span className="label">{t("resolution.outcome")}</span>
            <select className="field" value={choice} onChange={(event) => setChoice(event.target.value)}>
              {market.outcomes.map((name, index) => (
                <option key={index} value={index}>
                  {clean(name)}
                </option>
              ))}
              <option value="tie">{t("resolution.tie")}</option>
              {resolution.kind === "reality" && (
                <>
                  <option value="tooSoon">{t("resolution.answer.tooSoon")}</option>
                  <option value="invalid">{t("resolution.answer.invalid")}</option>
                </>
              )}
            </select>
          </label>
        ))}
      {evidenced && (
        <div className="grid gap-3 sm:grid-cols-2">
          <label>
            <span className="label">{t("resolution.evidence")}</span>
            <input
              className="field"
              type="url"
              autoComplete="off"
              placeholder="https://"
              value={evidenceUri}
              onChange={(event) => setEvidenceUri(event.target.value)}
            />
          </label>
          <label>
            <span className="label">{t("resolution.file")}</span>
            <input className="field text-sm" type="file" onChange={async ({ target }) => setFile(await hashOf(target.files?.[0]))} />
          </label>
        </div>
      )}
      <ul className="grid gap-2">
        {mine.map((step) => {
          const call = stepCall(step, resolution, { market, contract: deployment.contracts.Markets, account, report });
          if (!call) return null;
          const { action, about, cost } = step;
          const name = t(`resolution.${action}`);
          const needsAnswer = (REPORTS.includes(action) || action === asksVector) && !answer;
          return (
            <li key={`${action}${about}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <button
                type="button"
                className={`btn ${step.isDue ? "btn-primary" : ""}`}
                disabled={needsAnswer}
                onClick={() => send(name, call, cost && !NO_COIN.test(cost.token.address) ? cost : undefined)}
              >
                {name}
              </button>
              <span className="note flex-1 min-w-40">
                {needsAnswer ? t("resolution.needsValue") : `${subject(step)} ${risk(step)}`.trim()}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );

  /** Which of several assertions at UMA it is about. */
  function subject({ about }: Step): string {
    const found = resolution.kind === "uma" ? resolution.assertions.find(({ id }) => id === about) : undefined;
    return found
      ? t("resolution.proposed", { by: shortAddress(found.asserter), answer: clean(payoutsText(found.payouts, market, locale)) })
      : "";
  }

  /** What one stands to win or lose by it. */
  function risk({ action, cost }: Step): string {
    if (!cost || cost.amount === 0n) return "";
    const amount = money(cost.amount, cost.token, locale);
    if (action === "arbitrate") return t("resolution.fee", { amount });
    if (action === "dispute" && resolution.kind === "uma") return t("resolution.cost.voters", { amount });
    if (action === "dispute") return t("resolution.cost.dispute", { amount, gain: money(cost.amount / 2n, cost.token, locale) });
    if (resolution.kind === "reality" && resolution.answer) return t("resolution.cost.outbid", { amount });
    return t("resolution.cost", { amount });
  }

  function readAnswer(): Report["answer"] | undefined {
    if (scalar) {
      try {
        return scalarPayouts({ value, low: scalar.low, high: scalar.high });
      } catch {
        return undefined;
      }
    }
    if (choice === "invalid" || choice === "tooSoon") return choice;
    return market.outcomes.map((_, index) => (choice === "tie" || choice === String(index) ? 1n : 0n));
  }
}

/** keccak256 of a file's bytes, so that anyone can check a published copy. The file itself stays here. */
async function hashOf(file: File | undefined): Promise<Hex | undefined> {
  return file && keccak256(new Uint8Array(await file.arrayBuffer()));
}
