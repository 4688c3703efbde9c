// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IOptimisticResolver} from "./IOptimisticResolver.sol";

/// @notice A court that follows ERC-792, such as Kleros.
interface IArbitrator {
    /// @notice Opens a dispute for the fee sent along. The caller is the arbitrable, and is called back with the ruling.
    /// @param choices Rulings are 1 to `choices`; 0 is the court's refusal to rule.
    /// @param extraData The court's own parameters: which of its courts, how many jurors.
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId);

    /// @notice What `createDispute` costs now, in wei.
    function arbitrationCost(bytes calldata extraData) external view returns (uint256);

    /// @notice Has a dispute judged again for the fee sent along, before its ruling is final. Courts take it from the
    /// arbitrable alone.
    function appeal(uint256 disputeId, bytes calldata extraData) external payable;

    /// @notice What `appeal` costs now, in wei.
    function appealCost(uint256 disputeId, bytes calldata extraData) external view returns (uint256);
}

/// @notice What such a court calls with its ruling.
interface IArbitrable {
    /// @notice The court gave its ruling.
    event Ruling(IArbitrator indexed arbitrator, uint256 indexed disputeId, uint256 ruling);

    /// @notice Takes a ruling. The court only, once for each dispute, after its appeals.
    function rule(uint256 disputeId, uint256 ruling) external;
}

/// @title An arbiter for `OptimisticResolver` that asks an ERC-792 court
/// @notice Name this contract as a market's arbiter. When a proposal is disputed, anyone pays the court's fee by
/// `requestRuling`; the court's ruling is kept, and anyone enforces it at the resolver. Of a market with n outcomes, a
/// ruling means:
/// - 0, or anything out of range: the court refused. Nothing happens, and the bonds go back after the arbiter's time;
/// - 1 to n: that outcome won, counted from 1;
/// - n + 1: all outcomes share equally;
/// - n + 2: the proposal is right, whatever vector it is;
/// - n + 3: the disputer's answer is right, a vector or "too early";
/// - n + 4: none of these. The proposal falls, and the market waits for another one.
///
/// So whoever is right can win the dispute, whatever the right answer is; and where neither side is, the answers that the
/// court can name resolve the market all the same. An answer that pays as the proposal or the disputer's does, counts as
/// that side's, whichever number names it.
///
/// The arbiter's part of the bonds goes to whoever paid the first fee. The court's call only stores its ruling, so it
/// cannot fail because of the state of a market, and never reaches the resolver.
///
/// Anyone appeals through this contract, for the court's fee, which nobody gives back. The arbiter's time in the market's
/// policy must be long enough for the court and its appeals, since a ruling that comes later changes nothing: whoever
/// would rather see the bonds go back than lose them can appeal until the time is over, at fees that courts raise with
/// each appeal.
///
/// Anybody can put evidence before the court until it rules. What whoever paid the fee says of the case is one party's
/// word like any other: what the numbers mean stands here, what the market's rules are stands in `Markets`.
interface IErc792Arbiter is IArbitrable {
    /// @notice The market has no disputed proposal whose arbiter is this contract.
    error NothingToArbitrate(uint256 marketId);
    /// @notice The court has this dispute already.
    error AlreadyRequested(bytes32 proposalId, uint256 disputeId);
    /// @notice The fee is less than the court asks for, in wei.
    error FeeTooLow(uint256 given, uint256 cost);
    /// @notice What was paid above the fee, in wei, could not be returned.
    error ReturnFailed(address payer, uint256 amount);
    /// @notice Only the court rules.
    error NotArbitrator(address caller, address arbitrator);
    /// @notice There is no such dispute, or its ruling was given already.
    error NotPending(uint256 disputeId);
    /// @notice The court gave no ruling that could be enforced, or it was enforced already.
    error NothingToEnforce(uint256 disputeId);
    /// @notice The payouts are not the disputer's answer; the hashes of what was given and of what is needed.
    error WrongAnswer(bytes32 given, bytes32 needed);
    /// @notice The account has no reward in this token.
    error NoReward(address account, address token);

    /// @notice The court was asked about a disputed proposal.
    /// @param payer Paid the court's fee, and will have the arbiter's part of the bonds.
    /// @param cost The fee, in wei.
    event RulingRequested(
        uint256 indexed marketId,
        bytes32 indexed proposalId,
        uint256 indexed disputeId,
        address payer,
        uint256 cost,
        string evidenceUri
    );
    /// @notice The court judges a dispute again.
    /// @param cost The fee, in wei.
    event Appealed(uint256 indexed disputeId, address indexed payer, uint256 cost);
    /// @notice Evidence for the court, as in ERC-1497, with the hash of its bytes and one group for each dispute.
    event Evidence(
        IArbitrator indexed arbitrator,
        uint256 indexed disputeId,
        address indexed party,
        string evidenceUri,
        bytes32 evidenceHash
    );
    /// @notice The court's ruling was brought to the resolver.
    /// @param reward The arbiter's part of the bonds, in base units of the market's collateral.
    event Enforced(uint256 indexed marketId, bytes32 indexed proposalId, uint256 indexed disputeId, uint256 reward);
    /// @notice All rewards of an account in a token were paid to it.
    event RewardWithdrawn(address indexed account, address indexed token, uint256 amount);

    /// @notice The resolver whose disputes are brought to court.
    function resolver() external view returns (IOptimisticResolver);

    /// @notice The court.
    function arbitrator() external view returns (IArbitrator);

    /// @notice Asks the court about a market's disputed proposal. Anyone who pays the court's fee; what is paid above it
    /// comes back.
    /// @param evidenceUri Where the caller describes the case: the market's rules, the claim and the evidence.
    /// @return disputeId The court's number for the dispute.
    function requestRuling(uint256 marketId, string calldata evidenceUri) external payable returns (uint256 disputeId);

    /// @notice Puts evidence before the court. Anyone, from the request until the ruling.
    /// @param evidenceUri Where the evidence is. @param evidenceHash keccak256 of its bytes.
    function submitEvidence(uint256 disputeId, string calldata evidenceUri, bytes32 evidenceHash) external;

    /// @notice Has the court judge a dispute again, while it accepts that. Anyone who pays the court's fee; what is paid
    /// above it comes back.
    function appeal(uint256 disputeId) external payable;

    /// @notice Brings the court's ruling to the resolver. Anyone, before the arbiter's time is over.
    /// @param disputerPayouts The disputer's answer as `Disputed` shows it, or any vector that pays the same fractions;
    /// empty for "too early". Needed for a ruling of n + 3 only, ignored for any other: the resolver keeps its hash.
    function enforce(uint256 disputeId, uint64[] calldata disputerPayouts) external;

    /// @notice Pays the caller's rewards in a token.
    /// @return amount In base units of the token.
    function withdrawReward(address token) external returns (uint256 amount);

    /// @notice What the court asks for now, in wei.
    function cost() external view returns (uint256);

    /// @notice What the court asks for now to judge a dispute again, in wei; an amount that nobody has, while it does not.
    function appealCost(uint256 disputeId) external view returns (uint256);

    /// @notice The dispute about a proposal plus one; zero if there is none.
    function disputeOf(bytes32 proposalId) external view returns (uint256 disputeIdPlusOne);

    /// @notice What an account can withdraw of a token, in base units of it.
    function rewardOf(address account, address token) external view returns (uint256);
}
