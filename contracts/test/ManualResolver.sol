// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets} from "../interfaces/IMarkets.sol";
import {IResolver} from "../interfaces/IResolver.sol";

/// @notice A resolver that does what any caller says, and misbehaves at registration when told to.
contract ManualResolver is IResolver {
    struct Registration {
        address caller;
        uint256 marketId;
        address creator;
        uint256 outcomeCount;
        uint256 closesAt;
        uint256 resolveBy;
        bytes data;
    }

    error Refused(uint256 marketId);

    IMarkets public immutable markets;
    Registration[] private _registrations;
    bool public refuses;
    address public callee;
    bytes public callback;
    bool public callbackSucceeded;
    bytes public callbackResult;

    constructor(IMarkets markets_) {
        markets = markets_;
    }

    /// @notice Whether to revert at registration.
    function setRefuses(bool refuses_) external {
        refuses = refuses_;
    }

    /// @notice During the next registration, calls `callee` with `callback`.
    function setCallback(address callee_, bytes calldata callback_) external {
        (callee, callback) = (callee_, callback_);
    }

    /// @inheritdoc IResolver
    function register(
        uint256 marketId,
        address creator,
        uint256 outcomeCount,
        uint256 closesAt,
        uint256 resolveBy,
        bytes calldata data
    ) external {
        if (refuses) revert Refused(marketId);
        _registrations.push(Registration(msg.sender, marketId, creator, outcomeCount, closesAt, resolveBy, data));
        address called = callee;
        if (called != address(0)) {
            callee = address(0);
            (callbackSucceeded, callbackResult) = called.call(callback);
        }
    }

    function registrations() external view returns (Registration[] memory) {
        return _registrations;
    }

    function halt(uint256 marketId) external {
        markets.halt(marketId);
    }

    function reopen(uint256 marketId) external {
        markets.reopen(marketId);
    }

    function resolve(uint256 marketId, uint64[] calldata payouts) external {
        markets.resolve(marketId, payouts);
    }
}
