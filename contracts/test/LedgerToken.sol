// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

/// @notice Does for a trade only what a ledger inside `Markets` would do: changes the trader's balance, one word, without
/// allowance, event or the contract's own balance. For measuring what such a ledger would save.
contract LedgerToken {
    mapping(address account => uint256) private _balances;
    address private immutable _creator = msg.sender;
    uint256 private _received;

    /// @notice What the contract that asks has received when its market was created: nobody else asks.
    function balanceOf(address) external view returns (uint256) {
        return _received;
    }

    function decimals() external pure returns (uint8) {
        return 6;
    }

    function mint(address to, uint256 amount) external {
        _balances[to] += amount;
    }

    function transferFrom(address from, address, uint256 amount) external returns (bool) {
        _balances[from] -= amount;
        if (from == _creator) _received += amount;
        return true;
    }

    function transfer(address to, uint256 amount) external returns (bool) {
        _balances[to] += amount;
        return true;
    }
}
