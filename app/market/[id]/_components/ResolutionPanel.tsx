"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { isAddressEqual, keccak256, stringToHex } from "viem";
import { readContract } from "viem/actions";
import { useConnection } from "wagmi";
import { optimisticResolverAbi } from "../../../../sdk/abi/optimisticResolver.ts";
import { disputeCall } from "../../../../sdk/calls/dispute.ts";
import { finalizeCall } from "../../../../sdk/calls/finalize.ts";
import { proposeCall } from "../../../../sdk/calls/propose.ts";
import { ruleCall } from "../../../../sdk/calls/rule.ts";
import { ruleTooEarlyCall } from "../../../../sdk/calls/ruleTooEarly.ts";
import { voidCall } from "../../../../sdk/calls/void.ts";
import { voteCall } from "../../../../sdk/calls/vote.ts";
import { withdrawBondsCall } from "../../../../sdk/calls/withdrawBonds.ts";
import type { Resolution } from "../../../../sdk/resolution.ts";
import { isFinal } from "../../../../sdk/status.ts";
import type { Market } from "../../../../sdk/types.ts";
import { useChainConfig, useTexts } from "../../../_components/Providers.tsx";
import { clean, money, percent, shortAddress, utc } from "../../../_lib/format.ts";
import { useClient, useNow, useResolution } from "../../../_lib/useChain.ts";
import { useSend } from "../../../_lib/useSend.ts";

/** Who decides, where it stands, what happens next, and every step that is possible now. */
export function ResolutionPanel({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const { deployment } = useChainConfig();
  const { address } = useConnection();
  const send = useSend();
  const now = useNow();
  const resolution = useResolution(market);
  const final = isFinal(market.status);
  const { collateral: token } = market;
  const canVoid = !final && now !== null && now >= market.resolveBy;

  return (
    <section aria-label={t("resolution.title")} className="card panel grid gap-4">
      <div className="grid gap-2">
        <h2 className="text-lg">{t("resolution.title")}</h2>
        {resolution ? (
          <p>{policyText(resolution)}</p>
        ) : (
          <p role="status" className="note">
            {t("loading")}
          </p>
        )}
        {!final && <p className="note">{t("resolution.fallback", { when: utc(market.resolveBy, locale) })}</p>}
      </div>
      {resolution && (
        <div className="grid gap-2 rounded-xl bg-sunk p-4" aria-live="polite">
          <h3 className="text-sm text-soft font-normal">{t("resolution.next")}</h3>
          <p className="font-medium">{final ? `${t("resolution.state.final")} ${answer(market.payouts)}` : stateText(resolution)}</p>
        </div>
      )}
      {resolution && address && !final && <Steps market={market} resolution={resolution} />}
      {canVoid && (
        <button
          type="button"
          className="btn"
          disabled={!address}
          onClick={() =>
            send(t("resolution.void"), voidCall({ markets: deployment.contracts.Markets, marketId: market.id, odds: market.odds }))
          }
        >
          {t("resolution.void")}
        </button>
      )}
      {resolution?.kind === "optimistic" && <Bonds market={market} />}
    </section>
  );

  function policyText(r: Resolution): string {
    if (r.kind === "optimistic") {
      const { liveness, arbiterTimeout } = r.policy;
      return t("resolution.optimistic", { bond: money(r.bond, token, locale), liveness: span(liveness), timeout: span(arbiterTimeout) });
    }
    if (r.kind === "committee")
      return t("resolution.committee", { threshold: r.policy.threshold, count: r.policy.members.length, delay: span(r.policy.delay) });
    return t("resolution.other", { kind: t(`resolution.who.${r.kind}`, { count: "" }), address: shortAddress(market.resolver) });
  }

  function stateText(r: Resolution): string {
    if (r.kind === "unknown") return t("market.unknownResolver");
    const when = utc(r.until, locale);
    const proposed = "proposal" in r && r.proposal ? answer(r.proposal.payouts) : "";
    const account =
      r.kind === "optimistic" && r.proposal
        ? shortAddress(r.proposal.proposer)
        : t("resolution.who.committee", { count: r.kind === "committee" ? r.policy.members.length : "" });
    switch (r.state) {
      case "Waiting":
        return t("resolution.state.waiting", { when });
      case "Proposable":
        return t("resolution.state.proposable");
      case "Voting":
        return t("resolution.state.voting");
      case "Proposed":
        return t("resolution.state.proposed", { account, answer: proposed, when });
      case "Finalizable":
        return t("resolution.state.finalizable", { answer: proposed });
      case "Disputed":
        return t("resolution.state.disputed", { answer: proposed, when });
      case "Refundable":
        return t("resolution.state.refundable");
      case "Expired":
        return t("resolution.state.expired", { when: utc(market.resolveBy, locale) });
      default:
        return r.state;
    }
  }

  function answer(payouts: readonly bigint[]): string {
    const total = payouts.reduce((sum, each) => sum + each, 0n);
    if (total === 0n) return "";
    return payouts
      .flatMap((each, index) =>
        each === 0n
          ? []
          : [
              each === total
                ? clean(market.outcomes[index] ?? "")
                : `${clean(market.outcomes[index] ?? "")} ${percent((each * 10n ** 18n) / total, locale)}`,
            ],
      )
      .join(", ");
  }

  function span(seconds: number): string {
    const [unit, size] =
      seconds % 86_400 === 0 ? (["day", 86_400] as const) : seconds % 3_600 === 0 ? (["hour", 3_600] as const) : (["minute", 60] as const);
    return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 }).format(seconds / size);
  }
}

function Steps({ market, resolution }: { market: Market; resolution: Resolution }) {
  const { t, locale } = useTexts();
  const { address } = useConnection();
  const send = useSend();
  const [choice, setChoice] = useState("0");
  const [evidence, setEvidence] = useState("");
  const { collateral: token, resolver, id: marketId } = market;
  if (resolution.kind !== "optimistic" && resolution.kind !== "committee") return null;

  const payouts = market.outcomes.map((_, index) => (choice === "tie" || choice === String(index) ? 1n : 0n));
  const proof = { evidenceUri: evidence, evidenceHash: keccak256(stringToHex(evidence)) };
  const { state } = resolution;
  const proposal = resolution.kind === "optimistic" ? resolution.proposal : undefined;
  const isArbiter = resolution.kind === "optimistic" && address !== undefined && isAddressEqual(resolution.policy.arbiter, address);
  const isMember =
    resolution.kind === "committee" && address !== undefined && resolution.policy.members.some((member) => isAddressEqual(member, address));
  const canPropose = resolution.kind === "optimistic" && state === "Proposable";
  const canVote = isMember && (state === "Voting" || state === "Proposed");
  const canDispute = resolution.kind === "optimistic" && state === "Proposed" && proposal;
  const canRule = isArbiter && state === "Disputed" && proposal;
  const bond = resolution.kind === "optimistic" ? (canDispute ? (proposal?.bond ?? 0n) : resolution.bond) : 0n;

  return (
    <div className="grid gap-3">
      {(canPropose || canVote || canRule) && (
        <label>
          <span className="label">{t("resolution.outcome")}</span>
          <select className="field" value={choice} onChange={(event) => setChoice(event.target.value)}>
            {market.outcomes.map((name, index) => (
              <option key={index} value={index}>
                {clean(name)}
              </option>
            ))}
            <option value="tie">{t("resolution.tie")}</option>
          </select>
        </label>
      )}
      {(canPropose || canDispute || canRule) && (
        <label>
          <span className="label">{t("resolution.evidence")}</span>
          <input
            className="field"
            type="url"
            autoComplete="off"
            placeholder="https://"
            value={evidence}
            onChange={(event) => setEvidence(event.target.value)}
          />
        </label>
      )}
      {(canPropose || canDispute) && <p className="note">{t("resolution.cost", { amount: money(bond, token, locale) })}</p>}
      <div className="flex flex-wrap gap-2">
        {canPropose && (
          <button
            type="button"
            className="btn btn-primary"
            onClick={() => send(t("resolution.propose"), proposeCall({ resolver, marketId, payouts, ...proof }), { token, amount: bond })}
          >
            {t("resolution.propose")}
          </button>
        )}
        {canVote && (
          <button
            type="button"
            className="btn btn-primary"
            onClick={() => send(t("resolution.vote"), voteCall({ resolver, marketId, payouts }))}
          >
            {t("resolution.vote")}
          </button>
        )}
        {canDispute && (
          <button
            type="button"
            className="btn"
            onClick={() =>
              send(t("resolution.dispute"), disputeCall({ resolver, marketId, proposalId: proposal.id, ...proof }), { token, amount: bond })
            }
          >
            {t("resolution.dispute")}
          </button>
        )}
        {canRule && (
          <button
            type="button"
            className="btn btn-primary"
            onClick={() => send(t("resolution.rule"), ruleCall({ resolver, marketId, proposalId: proposal.id, payouts, ...proof }))}
          >
            {t("resolution.rule")}
          </button>
        )}
        {isArbiter && proposal && (state === "Disputed" || state === "Proposed") && (
          <button
            type="button"
            className="btn"
            onClick={() => send(t("resolution.tooEarly"), ruleTooEarlyCall({ resolver, marketId, proposalId: proposal.id, ...proof }))}
          >
            {t("resolution.tooEarly")}
          </button>
        )}
        {(state === "Finalizable" || state === "Refundable") && (
          <button
            type="button"
            className="btn btn-primary"
            onClick={() => send(t("resolution.finalize"), finalizeCall({ resolver, marketId }))}
          >
            {t("resolution.finalize")}
          </button>
        )}
      </div>
      {state === "Disputed" && !isArbiter && resolution.kind === "optimistic" && (
        <p className="note">{t("resolution.notArbiter", { address: shortAddress(resolution.policy.arbiter) })}</p>
      )}
    </div>
  );
}

/** Bonds that came back wait here to be withdrawn. */
function Bonds({ market }: { market: Market }) {
  const { t, locale } = useTexts();
  const { address } = useConnection();
  const client = useClient();
  const send = useSend();
  const { collateral: token, resolver } = market;
  const { data: amount } = useQuery({
    queryKey: ["bonds", resolver, token.address, address],
    queryFn: () =>
      readContract(client, {
        address: resolver,
        abi: optimisticResolverAbi,
        functionName: "withdrawable",
        args: [address as `0x${string}`, token.address],
      }),
    enabled: address !== undefined,
    refetchInterval: 4_000,
    structuralSharing: false,
  });
  if (!amount || !address) return null;
  return (
    <button
      type="button"
      className="btn"
      onClick={() =>
        send(
          t("resolution.withdraw", { amount: money(amount, token, locale) }),
          withdrawBondsCall({ resolver, token: token.address, recipient: address }),
        )
      }
    >
      {t("resolution.withdraw", { amount: money(amount, token, locale) })}
    </button>
  );
}
