// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IMarkets, Terms} from "../interfaces/IMarkets.sol";
import {IRealityETH, IRealityResolver, RealityPolicy, RealityState} from "../interfaces/IRealityResolver.sol";
import {IResolver} from "../interfaces/IResolver.sol";
import {MarketResolver} from "./MarketResolver.sol";
import {PayoutVector} from "../libraries/PayoutVector.sol";

/// @dev See the interface, which is the specification.
contract RealityResolver is IRealityResolver, MarketResolver {
    using PayoutVector for *;
    using Strings for uint256;
    using Strings for address;

    /// @dev Time left for outbidding and arbitration, which have no worst case; the linter asks for months.
    uint256 private constant ARBITRATION_TIME = 30 days;
    /// @dev More than this is there to keep answers away.
    uint256 private constant MAX_BOND = 1_000 ether;
    /// @dev Reality.eth's constructor makes these templates: yes or no, and one of several outcomes.
    uint256 private constant YES_OR_NO = 0;
    uint256 private constant SINGLE_SELECT = 2;
    bytes32 private constant INVALID = bytes32(type(uint256).max);
    bytes32 private constant TOO_SOON = bytes32(type(uint256).max - 1);

    /// @inheritdoc IRealityResolver
    IRealityETH public immutable reality;

    /// @dev Part of the questions' text: a fork of the chain must be able to ask the same question again.
    uint256 private immutable _chainId = block.chainid;

    mapping(uint256 marketId => RealityPolicy) private _policies;
    mapping(uint256 marketId => bytes32) private _questions;
    uint256 private _reopenCount;

    constructor(IMarkets markets_, IRealityETH reality_) MarketResolver(markets_) {
        reality = reality_;
    }

    // ------------------------------------------------------------------ registration

    /// @inheritdoc IResolver
    function register(
        uint256 marketId,
        address,
        uint256 outcomeCount,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external onlyMarkets {
        RealityPolicy memory policy = abi.decode(data, (RealityPolicy));

        // Check: somebody arbitrates, at no charge for asking, answers fit and can be paid for, and there is time for two
        if (policy.arbitrator == address(0)) revert ZeroArbitrator();
        uint256 fee = reality.arbitrator_question_fees(policy.arbitrator);
        if (fee != 0) revert ArbitratorCharges(policy.arbitrator, fee);
        if (policy.templateId != SINGLE_SELECT && (policy.templateId != YES_OR_NO || outcomeCount != 2))
            revert TemplateDoesNotFit(policy.templateId, outcomeCount);
        if (policy.minBond > MAX_BOND) revert MinBondTooHigh(policy.minBond, MAX_BOND);
        _checkWindow(policy.timeout);
        _checkResolveBy(closesAt, resolveBy, policy.timeout + ARBITRATION_TIME, 0);

        // Effect: the policy is kept
        _policies[marketId] = policy;

        // Interaction: only Reality.eth knows the question's id
        bytes32 questionId = reality.askQuestionWithMinBond(
            policy.templateId,
            _textOf(marketId, policy.question),
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

    /// @inheritdoc IRealityResolver
    function finalize(uint256 marketId) external {
        (bytes32 questionId, bytes32 answer, uint256 outcomeCount) = _finalAnswer(marketId);

        // Check: the answer is an outcome
        if (uint256(answer) >= outcomeCount) revert NotAnOutcome(answer, outcomeCount);

        uint64[] memory payouts = new uint64[](outcomeCount);
        bool isYesOrNo = _policies[marketId].templateId == YES_OR_NO;
        payouts[isYesOrNo ? 1 - uint256(answer) : uint256(answer)] = 1; // "yes" is 1 and the first of two outcomes

        // Interaction: the market becomes final
        _resolve(marketId, questionId, answer, payouts);
    }

    /// @inheritdoc IRealityResolver
    function finalizeVector(uint256 marketId, uint64[] calldata payouts) external {
        (bytes32 questionId, bytes32 answer, uint256 outcomeCount) = _finalAnswer(marketId);
        bytes32 hash = keccak256(abi.encodePacked(payouts));

        // Check: the answer is this vector's hash, and `Markets` would take the vector
        if (answer != hash) revert NotTheVector(answer, hash);
        payouts.check(outcomeCount);

        // Interaction: the market becomes final
        _resolve(marketId, questionId, answer, payouts);
    }

    /// @inheritdoc IRealityResolver
    function reopen(uint256 marketId) external payable returns (bytes32 questionId) {
        RealityPolicy memory policy = _registered(marketId);

        // Effect: the new question gets a number of its own
        uint256 nonce = (++_reopenCount << 128) | marketId; // none that `register` uses

        // Interaction: Reality.eth reverts unless the question was settled too soon
        questionId = reality.reopenQuestion{value: msg.value}(
            policy.templateId,
            _textOf(marketId, policy.question),
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

    /// @inheritdoc IRealityResolver
    function policyOf(uint256 marketId) external view returns (RealityPolicy memory) {
        return _policies[marketId];
    }

    /// @inheritdoc IRealityResolver
    function questionTextOf(uint256 marketId) external view returns (string memory) {
        if (_questions[marketId] == 0) return "";
        return _textOf(marketId, _policies[marketId].question);
    }

    /// @inheritdoc IRealityResolver
    function questionOf(uint256 marketId) public view returns (bytes32 questionId) {
        questionId = _questions[marketId];
        bytes32 replacement = reality.reopened_questions(questionId);
        if (replacement != 0) return replacement;
    }

    /// @inheritdoc IRealityResolver
    function stateOf(uint256 marketId) external view returns (RealityState state, uint256 until) {
        if (_questions[marketId] == 0) return (RealityState.None, 0);
        Terms memory market = markets.termsOf(marketId);
        if (_isFinal(market.status)) return (RealityState.Final, 0);

        bytes32 questionId = questionOf(marketId);
        if (reality.isFinalized(questionId)) {
            bytes32 answer = reality.resultFor(questionId);
            if (answer == TOO_SOON) return (RealityState.TooSoon, 0);
            if (answer == INVALID) return (RealityState.Invalid, market.resolveBy);
            if (uint256(answer) < market.outcomeCount) return (RealityState.Finalizable, 0);
            return (RealityState.Vector, market.resolveBy);
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

    /// @dev The words fit into a string of JSON, which is where both templates put the beginning of a question.
    function _textOf(uint256 marketId, string memory question) private view returns (string memory) {
        return
            string.concat(
                "Presage market ",
                marketId.toString(),
                " of ",
                address(markets).toHexString(),
                " on chain ",
                _chainId.toString(),
                ": ",
                question
            );
    }

    function _registered(uint256 marketId) private view returns (RealityPolicy memory policy) {
        policy = _policies[marketId];
        if (policy.timeout == 0) revert NotRegistered(marketId);
    }
}
