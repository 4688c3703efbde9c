"use client";

import { useState } from "react";
import { type Address, type Hex, isAddressEqual, keccak256, stringToHex } from "viem";
import type { Reading } from "../../sdk/numbers/readNumber.ts";
import { parseNumber } from "../../sdk/parseNumber.ts";
import type { Resolution, ResolutionStep } from "../../sdk/resolution.ts";
import type { Answer } from "../../sdk/resolvers/step.ts";
import { scalarPayouts } from "../../sdk/scalar.ts";
import { actionSpec, stepCall } from "../../sdk/stepCall.ts";
import { publicAddressFault } from "../../sdk/text/publicAddress.ts";
import type { Market } from "../../sdk/types.ts";
import { errorText } from "../_lib/errorText.ts";
import { clean, money, shortAddress } from "../_lib/format.ts";
import { payoutsText } from "../_lib/payoutsText.ts";
import { FEES } from "../_lib/stepText.ts";
import { useSend } from "../_lib/useSend.ts";
import { TextField } from "../_ui/TextField.tsx";
import { useTexts } from "./TextsProvider.tsx";

/** A button for every step that this account can take now, with what it has to fill in. */
export function ResolutionSteps({ market, resolution, account }: { market: Market; resolution: Resolution; account: Address }) {
  const { t, locale } = useTexts();
  const send = useSend();
  const [choice, setChoice] = useState("");
  const [value, setValue] = useState("");
  const [evidenceUri, setEvidenceUri] = useState("");
  const [file, setFile] = useState<Hex>();
  const { scalar } = market.metadata;
  const said = scalar ? readValue(value, { locale, units: [clean(scalar.unit)] }) : {};
  const mine = resolution.steps.filter(
    ({ isOpen, accounts, who }) => isOpen && (who === "anyone" || accounts?.some((each) => isAddressEqual(each, account))),
  );
  const answers = new Set(mine.flatMap((step) => neededAnswers(step)));
  const evidenced = mine.some(({ action }) => actionSpec(resolution.kind, action).evidence);
  const answer = readAnswer();
  // evidence can be left out; what is given must be something that others can open
  const link = evidenceUri.trim();
  const fault = link !== "" ? publicAddressFault(link) : file && ("missing" as const);
  if (mine.length === 0) return null;

  return (
    <div className="grid gap-3">
      {answers.has("payouts") && (!scalar || answers.size > 1) && (
        <label>
          <span className="label">{t("resolution.outcome")}</span>
          <select className="field" value={choice} onChange={(event) => setChoice(event.target.value)}>
            {scalar ? (
              <option value="">{t("resolution.byValue")}</option>
            ) : (
              <>
                <option value="">{t("resolution.choose")}</option>
                {market.outcomes.map((name, index) => (
                  <option key={index} value={index}>
                    {clean(name)}
                  </option>
                ))}
                <option value="tie">{t("resolution.tie")}</option>
              </>
            )}
            {answers.has("tooEarly") && <option value="tooEarly">{t("resolution.answer.tooEarly")}</option>}
            {answers.has("invalid") && <option value="invalid">{t("resolution.answer.invalid")}</option>}
          </select>
        </label>
      )}
      {answers.has("payouts") && scalar && choice === "" && (
        <TextField
          label={t("resolution.value", { low: scalar.low, high: scalar.high, unit: clean(scalar.unit) })}
          inputMode="decimal"
          isInvalid={said.error !== undefined}
          value={value}
          onText={setValue}
        >
          {said.error && <span className="mt-1 block text-sm text-bad">{said.error}</span>}
        </TextField>
      )}
      {evidenced && (
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label={t("resolution.evidence")}
            type="url"
            placeholder="https://"
            isInvalid={fault !== undefined}
            value={evidenceUri}
            onText={setEvidenceUri}
          />
          <label>
            <span className="label">{t("resolution.file")}</span>
            <input className="field text-sm" type="file" onChange={async ({ target }) => setFile(await hashOf(target.files?.[0]))} />
          </label>
        </div>
      )}
      <ul className="grid gap-2">
        {mine.map((step) => {
          const { action, about } = step;
          const name = t(`resolution.${action}`);
          const isHeld = fault !== undefined && actionSpec(resolution.kind, action).evidence;
          const planned = isHeld ? undefined : plannedOf(step);
          if (!planned && !isHeld && neededAnswers(step).length === 0) return null;
          return (
            <li key={`${action}${about}`} className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <button
                type="button"
                className={`btn ${step.isDue ? "btn-primary" : ""}`}
                disabled={!planned}
                onClick={() => planned && send(name, async () => planned)}
              >
                {name}
              </button>
              <span className="note flex-1 min-w-40">
                {`${isHeld ? t(`resolution.evidence.${fault}`) : planned ? "" : t(answer ? "resolution.needsOther" : "resolution.needsAnswer")} ${subject(step)} ${risk(step)}`.trim()}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );

  /** What the step still has to be told; nothing where the answer that stands is known whole. */
  function neededAnswers({ action }: ResolutionStep) {
    const isKnown = action === "finalizeVector" && resolution.kind === "reality" && resolution.answer?.payouts;
    return isKnown ? [] : actionSpec(resolution.kind, action).answers;
  }

  function plannedOf(step: ResolutionStep) {
    const needed = neededAnswers(step);
    if (needed.length > 0 && !(answer && needed.includes(typeof answer === "string" ? answer : "payouts"))) return undefined;
    const evidence = actionSpec(resolution.kind, step.action).evidence && { uri: link, hash: file ?? keccak256(stringToHex(link)) };
    return stepCall(step, resolution, { market, ...(evidence && { evidence }), ...(needed.length > 0 && answer && { answer }) });
  }

  /** Which of several assertions at UMA it is about. */
  function subject({ about }: ResolutionStep): string {
    const found = resolution.kind === "uma" ? resolution.assertions.find(({ id }) => id === about) : undefined;
    return found
      ? t("resolution.proposed", { by: shortAddress(found.asserter), answer: clean(payoutsText(found.payouts, market, { t, locale })) })
      : "";
  }

  /** What one stands to win or lose by it. */
  function risk({ action, cost }: ResolutionStep): string {
    if (!cost || cost.amount === 0n) return "";
    const amount = money(cost.amount, cost.token, locale);
    if (FEES.includes(action)) return t("resolution.fee", { amount });
    if (action === "dispute" && resolution.kind === "uma") return t("resolution.cost.voters", { amount });
    if (action === "dispute") return t("resolution.cost.dispute", { amount, gain: money(cost.amount / 2n, cost.token, locale) });
    if (resolution.kind === "reality" && resolution.answer) return t("resolution.cost.outbid", { amount });
    return t("resolution.cost", { amount });
  }

  function readAnswer(): Answer | undefined {
    if (choice === "invalid" || choice === "tooEarly") return choice;
    if (scalar) {
      return said.number === undefined ? undefined : scalarPayouts({ value: said.number, low: scalar.low, high: scalar.high });
    }
    if (choice === "") return undefined;
    return market.outcomes.map((_, index) => (choice === "tie" || choice === String(index) ? 1n : 0n));
  }
}

/** The number that a scalar market was answered with, as whoever reports it writes numbers. */
function readValue(text: string, reading: Reading): { number?: string; error?: string } {
  if (text.trim() === "") return {};
  try {
    return { number: parseNumber(text, reading) };
  } catch (error) {
    const { message, remedy } = errorText(error);
    return { error: `${message} ${remedy}` };
  }
}

/** keccak256 of a file's bytes, so that anyone can check a published copy. The file itself stays here. */
async function hashOf(file: File | undefined): Promise<Hex | undefined> {
  return file && keccak256(new Uint8Array(await file.arrayBuffer()));
}
