// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice A collateral that can turn hostile after a market was created in it: it charges a fee, blocks recipients, or
/// calls a contract in the middle of a transfer.
contract BondToken is ERC20 {
    uint256 public fee;
    mapping(address account => bool) public isBlocked;
    address public callee;
    bytes public callback;
    bool public callbackSucceeded;
    bytes public callbackResult;

    error Blocked(address account);

    constructor() ERC20("Bond token", "BOND") {}

    function decimals() public pure override returns (uint8) {
        return 6;
    }

    function faucet(uint256 amount) external {
        _mint(msg.sender, amount);
    }

    function setFee(uint256 fee_) external {
        fee = fee_;
    }

    function setBlocked(address account, bool blocked) external {
        isBlocked[account] = blocked;
    }

    /// @notice During the next transfer, calls `callee` with `callback` as this contract.
    function setCallback(address callee_, bytes calldata callback_) external {
        (callee, callback) = (callee_, callback_);
    }

    /// @notice Calls as this contract, so that it can act as a party itself.
    function act(address callee_, bytes calldata data) external returns (bytes memory) {
        (bool success, bytes memory result) = callee_.call(data);
        if (!success) {
            assembly {
                revert(add(result, 32), mload(result))
            }
        }
        return result;
    }

    function _update(address from, address to, uint256 value) internal override {
        if (isBlocked[to]) revert Blocked(to);
        super._update(from, to, value);
        if (fee != 0 && from != address(0) && to != address(0)) super._update(to, address(0), fee);
        address called = callee;
        if (called != address(0)) {
            callee = address(0);
            (callbackSucceeded, callbackResult) = called.call(callback);
        }
    }
}
