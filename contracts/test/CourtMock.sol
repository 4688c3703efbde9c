// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IArbitrable, IArbitrator} from "../interfaces/IErc792Arbiter.sol";

/// @notice An ERC-792 court that rules what it is told to.
contract CourtMock is IArbitrator {
    uint256 public constant COST = 0.1 ether;
    uint256 public disputeCount;
    mapping(uint256 disputeId => uint256) public choicesOf;
    bytes public lastExtraData;

    function createDispute(uint256 choices, bytes calldata extraData) external payable returns (uint256 disputeId) {
        require(msg.value == COST, "wrong fee");
        disputeId = disputeCount++;
        choicesOf[disputeId] = choices;
        lastExtraData = extraData;
    }

    function giveRuling(IArbitrable arbitrable, uint256 disputeId, uint256 ruling) external {
        arbitrable.rule(disputeId, ruling);
    }

    function arbitrationCost(bytes calldata) external pure returns (uint256) {
        return COST;
    }
}
