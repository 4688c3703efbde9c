// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable, IArbitrator} from "../interfaces/IErc792Arbiter.sol";

/// @notice An ERC-792 court that rules what it is told to, at once, and takes an appeal whenever it may.
contract CourtMock is IArbitrator {
    uint256 public constant COST = 0.1 ether;
    uint256 public constant APPEAL_COST = 0.3 ether;

    uint256 public disputeCount;
    mapping(uint256 disputeId => uint256) public choicesOf;
    mapping(uint256 disputeId => address) public arbitrableOf;
    mapping(uint256 disputeId => uint256) public appealCountOf;
    bytes public lastExtraData;
    /// @dev Rules in the very call that opens a dispute, as no court does.
    bool public isHasty;

    error WrongFee(uint256 given, uint256 needed);
    error NotTheArbitrable(address caller, address arbitrable);

    function setHasty(bool hasty) external {
        isHasty = hasty;
    }

    /// @inheritdoc IArbitrator
    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId) {
        if (msg.value != COST) revert WrongFee(msg.value, COST);
        disputeId = disputeCount++;
        (choicesOf[disputeId], arbitrableOf[disputeId]) = (choices, msg.sender);
        lastExtraData = extraData;
        if (isHasty) IArbitrable(msg.sender).rule(disputeId, 1);
    }

    /// @inheritdoc IArbitrator
    function appeal(uint256 disputeId, bytes calldata extraData) external payable {
        if (msg.sender != arbitrableOf[disputeId]) revert NotTheArbitrable(msg.sender, arbitrableOf[disputeId]);
        if (msg.value != APPEAL_COST) revert WrongFee(msg.value, APPEAL_COST);
        ++appealCountOf[disputeId];
        lastExtraData = extraData;
    }

    function giveRuling(IArbitrable arbitrable, uint256 disputeId, uint256 ruling) external {
        arbitrable.rule(disputeId, ruling);
    }

    /// @inheritdoc IArbitrator
    function arbitrationCost(bytes calldata) external pure returns (uint256) {
        return COST;
    }

    /// @inheritdoc IArbitrator
    function appealCost(uint256, bytes calldata) external pure returns (uint256) {
        return APPEAL_COST;
    }
}
