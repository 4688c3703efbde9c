// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets, Terms} from "../interfaces/IMarkets.sol";
import {IRealityETH, IRealityResolver, RealityPolicy, RealityState} from "../interfaces/IRealityResolver.sol";
import {MarketResolver} from "./MarketResolver.sol";
import {PayoutVector} from "../libraries/PayoutVector.sol";

/// @dev See the interface, which is the specification.
contract RealityResolver is IRealityResolver, MarketResolver {
    using PayoutVector for *;

    /// @dev Time left for outbidding and arbitration, which have no worst case; the linter asks for months.
    uint256 private constant ARBITRATION_TIME = 30 days;
    bytes32 private constant INVALID = bytes32(type(uint256).max);
    bytes32 private constant TOO_SOON = bytes32(type(uint256).max - 1);

    IRealityETH public immutable reality;

    mapping(uint256 marketId => RealityPolicy) private _policies;
    mapping(uint256 marketId => bytes32) private _questions;
    uint256 private _reopenCount;

    constructor(IMarkets markets_, IRealityETH reality_) MarketResolver(markets_) {
        reality = reality_;
    }

    // ------------------------------------------------------------------ registration

    function register(
        uint256 marketId,
        address,
        uint256,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external onlyMarkets {
        RealityPolicy memory policy = abi.decode(data, (RealityPolicy));

        // Check:
        require(policy.arbitrator != address(0), ZeroArbitrator());
        _checkWindow(policy.timeout);
        _checkResolveBy(closesAt, resolveBy, policy.timeout + ARBITRATION_TIME, 0);

        // Effect:
        _policies[marketId] = policy;

        // Interaction: only Reality.eth knows the question's id
        bytes32 questionId = reality.askQuestionWithMinBond(
            policy.templateId,
            policy.question,
            policy.arbitrator,
            policy.timeout,
            policy.earlyAnswers ? 0 : uint32(closesAt), // before 2106
            marketId,
            policy.minBond
        );
        _questions[marketId] = questionId;
        emit RealityRegistered(marketId, questionId, policy);
    }

    // ------------------------------------------------------------------ answering

    function finalize(uint256 marketId) external {
        (bytes32 questionId, bytes32 answer, uint256 outcomeCount) = _finalAnswer(marketId);

        // Check:
        require(uint256(answer) < outcomeCount, NotAnOutcome(answer, outcomeCount));

        uint64[] memory payouts = new uint64[](outcomeCount);
        payouts[uint256(answer)] = 1;
        _resolve(marketId, questionId, answer, payouts);
    }

    function finalizeVector(uint256 marketId, uint64[] calldata payouts) external {
        (bytes32 questionId, bytes32 answer, uint256 outcomeCount) = _finalAnswer(marketId);
        bytes32 hash = keccak256(abi.encodePacked(payouts));

        // Check:
        require(answer == hash, NotTheVector(answer, hash));
        payouts.check(outcomeCount);

        _resolve(marketId, questionId, answer, payouts);
    }

    function reopen(uint256 marketId) external payable returns (bytes32 questionId) {
        RealityPolicy memory policy = _registered(marketId);

        // Effect:
        uint256 nonce = (++_reopenCount << 128) | marketId; // none that `register` uses

        // Interaction: Reality.eth reverts unless the question was settled too soon
        questionId = reality.reopenQuestion{value: msg.value}(
            policy.templateId,
            policy.question,
            policy.arbitrator,
            policy.timeout,
            policy.earlyAnswers ? 0 : uint32(markets.termsOf(marketId).closesAt),
            nonce,
            policy.minBond,
            _questions[marketId]
        );
        emit QuestionReopened(marketId, questionId);
    }

    // ------------------------------------------------------------------ views

    function policyOf(uint256 marketId) external view returns (RealityPolicy memory) {
        return _policies[marketId];
    }

    function questionOf(uint256 marketId) public view returns (bytes32 questionId) {
        questionId = _questions[marketId];
        bytes32 replacement = reality.reopened_questions(questionId);
        if (replacement != 0) return replacement;
    }

    function stateOf(uint256 marketId) external view returns (RealityState state, uint256 until) {
        if (_questions[marketId] == 0) return (RealityState.None, 0);
        Terms memory market = markets.termsOf(marketId);
        if (_isFinal(market.status)) return (RealityState.Final, 0);

        bytes32 questionId = questionOf(marketId);
        if (reality.isFinalized(questionId)) {
            bytes32 answer = reality.resultFor(questionId);
            if (answer == TOO_SOON) return (RealityState.TooSoon, 0);
            if (answer == INVALID) return (RealityState.Invalid, market.resolveBy);
            return (RealityState.Finalizable, 0);
        }
        if (reality.isPendingArbitration(questionId)) return (RealityState.Arbitration, 0);
        uint256 deadline = reality.getFinalizeTS(questionId); // zero: no answer
        if (deadline != 0) return (RealityState.Answered, deadline);
        if (_policies[marketId].earlyAnswers || block.timestamp >= market.closesAt) {
            return (RealityState.Open, market.resolveBy);
        }
        return (RealityState.Waiting, market.closesAt);
    }

    // ------------------------------------------------------------------ internal

    /// @dev Reality.eth reverts unless the question is answered for good, and on the terms of the policy.
    function _finalAnswer(
        uint256 marketId
    ) private view returns (bytes32 questionId, bytes32 answer, uint256 outcomeCount) {
        RealityPolicy memory policy = _registered(marketId);
        questionId = questionOf(marketId);
        answer = reality.getFinalAnswerIfMatches(
            questionId,
            reality.getContentHash(_questions[marketId]),
            policy.arbitrator,
            policy.timeout,
            policy.minBond
        );
        outcomeCount = markets.termsOf(marketId).outcomeCount;
    }

    function _resolve(uint256 marketId, bytes32 questionId, bytes32 answer, uint64[] memory payouts) private {
        emit Finalized(marketId, questionId, answer, payouts);
        markets.resolve(marketId, payouts);
    }

    function _registered(uint256 marketId) private view returns (RealityPolicy memory policy) {
        policy = _policies[marketId];
        require(policy.timeout != 0, NotRegistered(marketId));
    }
}
