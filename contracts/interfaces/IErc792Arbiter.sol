// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IOptimisticResolver} from "./IOptimisticResolver.sol";

/// @notice A court that follows ERC-792, such as Kleros.
interface IArbitrator {
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId);
    function arbitrationCost(bytes calldata extraData) external view returns (uint256);
}

/// @notice What such a court calls with its ruling.
interface IArbitrable {
    event Ruling(IArbitrator indexed arbitrator, uint256 indexed disputeId, uint256 ruling);

    function rule(uint256 disputeId, uint256 ruling) external;
}

/// @title An arbiter for `OptimisticResolver` that asks an ERC-792 court
/// @notice Name this contract as a market's arbiter. When a proposal is disputed, anyone pays the court's fee by
/// `requestRuling`; the court's ruling is kept, and anyone enforces it at the resolver. The ruling means: 0, the court
/// refused, nothing happens and the bonds go back after the arbiter's time; 1 to n, that outcome won, counted from 1;
/// n + 1, all outcomes share equally; n + 2, too early.
///
/// The arbiter's part of the bonds goes to whoever paid the fee. The court's call only stores its ruling, so it cannot
/// fail because of the state of a market, and never reaches the resolver. The arbiter's time in the market's policy must
/// be long enough for the court and its appeals: a ruling that comes later changes nothing.
interface IErc792Arbiter is IArbitrable {
    /// @notice The market has no disputed proposal whose arbiter is this contract.
    error NothingToArbitrate(uint256 marketId);
    /// @notice The court has this dispute already.
    error AlreadyRequested(bytes32 proposalId, uint256 disputeId);
    /// @notice The fee is less than the court asks for.
    error FeeTooLow(uint256 given, uint256 cost);
    /// @notice What was paid above the fee could not be returned.
    error ReturnFailed(address payer, uint256 amount);
    /// @notice Only the court rules.
    error NotArbitrator(address caller, address arbitrator);
    /// @notice There is no such dispute, or its ruling was given already.
    error NotPending(uint256 disputeId);
    /// @notice The court gave no ruling that could be enforced, or it was enforced already.
    error NothingToEnforce(uint256 disputeId);
    /// @notice The account has no reward in this token.
    error NoReward(address account, address token);

    event RulingRequested(
        uint256 indexed marketId,
        bytes32 indexed proposalId,
        uint256 indexed disputeId,
        address payer,
        uint256 cost,
        string evidenceUri
    );
    event Enforced(uint256 indexed marketId, bytes32 indexed proposalId, uint256 indexed disputeId, uint256 reward);
    event RewardWithdrawn(address indexed account, address indexed token, uint256 amount);

    function resolver() external view returns (IOptimisticResolver);
    function arbitrator() external view returns (IArbitrator);

    /// @notice Asks the court about a market's disputed proposal. Anyone who pays the court's fee; what is paid above it
    /// comes back.
    /// @param evidenceUri Where the court finds the case: the market's rules, the claim and both sides' evidence.
    function requestRuling(uint256 marketId, string calldata evidenceUri) external payable returns (uint256 disputeId);

    /// @notice Brings the court's ruling to the resolver. Anyone, before the arbiter's time is over.
    function enforce(uint256 disputeId) external;

    /// @notice Pays the caller's rewards in a token.
    function withdrawReward(address token) external returns (uint256 amount);

    /// @notice What the court asks for now, in wei.
    function cost() external view returns (uint256);

    /// @notice The dispute about a proposal plus one; zero if there is none.
    function disputeOf(bytes32 proposalId) external view returns (uint256 disputeIdPlusOne);

    /// @notice What an account can withdraw of a token.
    function rewardOf(address account, address token) external view returns (uint256);
}
