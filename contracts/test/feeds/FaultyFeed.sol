// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {FeedMock} from "../FeedMock.sol";

/// @notice A feed that can be told to fail or to burn all gas whenever it is read, or to answer differently by id.
contract FaultyFeed is FeedMock {
    enum Fault {
        None,
        Reverts,
        BurnsGas
    }

    Fault public fault;
    uint80 private _idDrift;
    int256 private _answerDrift;
    uint256 private _timeDrift;

    function setFault(Fault fault_) external {
        fault = fault_;
    }

    /// @notice What is added to a round that is read by its id.
    function setDrift(uint80 id, int256 answer, uint256 time) external {
        (_idDrift, _answerDrift, _timeDrift) = (id, answer, time);
    }

    function getRoundData(uint80 roundId) public view override returns (uint80, int256, uint256, uint256, uint80) {
        (uint80 id, int256 answer, , uint256 updatedAt, ) = super.getRoundData(roundId);
        return (id + _idDrift, answer + _answerDrift, updatedAt, updatedAt + _timeDrift, id);
    }

    function _data(uint80 roundId) internal view override returns (uint80, int256, uint256, uint256, uint80) {
        require(fault != Fault.Reverts, "out of order");
        while (fault == Fault.BurnsGas) {}
        return super._data(roundId);
    }
}
