// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title Test dollars
/// @notice Worthless collateral for local chains and testnets: 6 decimals, ERC-2612 permit, and a faucet open to all.
contract TestUSD is ERC20, ERC20Permit {
    /// @notice The faucet gives at most 1,000,000 USD at a time.
    error FaucetLimit(uint256 amount, uint256 maximum);

    uint256 public constant FAUCET_LIMIT = 1_000_000e6;

    constructor() ERC20("Test USD", "USD") ERC20Permit("Test USD") {}

    /// @inheritdoc ERC20
    function decimals() public pure override returns (uint8) {
        return 6;
    }

    /// @notice Mints `amount` base units to the caller.
    function faucet(uint256 amount) external {
        if (amount > FAUCET_LIMIT) revert FaucetLimit(amount, FAUCET_LIMIT);
        _mint(msg.sender, amount);
    }
}
