// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IOrders} from "../../interfaces/IOrders.sol";
import {SignerWallet} from "../SignerWallet.sol";

/// @notice A contract account that changes its mind about what it signed. Whenever a token tells it of a transfer it tries every way
/// to fill, which must not be let in, and ends orders of its own, which it may.
contract HostileMaker is SignerWallet {
    IOrders public immutable orders;
    uint256 public attempts;
    /// @notice Whether a fill let it in while another was under way.
    bool public entered;
    /// @notice The slot that it ends orders of at the next transfer, and up to which nonce; a nonce of zero ends none.
    uint256 public slot;
    uint256 public nonce;
    bytes[] private _calls;
    bool private _isTrying;

    constructor(IOrders orders_) {
        orders = orders_;
    }

    /// @notice What it tries, each directly and through `multicall`.
    function aim(bytes[] calldata calls) external {
        _calls = calls;
    }

    function planCancellation(uint256 slot_, uint256 nonce_) external {
        (slot, nonce) = (slot_, nonce_);
    }

    function tokenMoved() external {
        if (_isTrying) return; // it was let in, and moves the token itself
        _isTrying = true;
        for (uint256 i; i < _calls.length; ++i) {
            ++attempts;
            (bool direct, ) = address(orders).call(_calls[i]);
            bytes[] memory calls = new bytes[](1);
            calls[0] = _calls[i];
            (bool batched, ) = address(orders).call(abi.encodeCall(IOrders.multicall, (calls)));
            if (direct || batched) entered = true;
        }
        _isTrying = false;
        if (nonce == 0) return;
        uint256[] memory slots = new uint256[](1);
        uint256[] memory nonces = new uint256[](1);
        (slots[0], nonces[0]) = (slot, nonce);
        nonce = 0;
        orders.cancel(slots, nonces);
    }
}
