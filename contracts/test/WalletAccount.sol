// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @notice An account that is a contract, or the code that an account with a key delegates to. It does several calls in one
/// transaction for its owner, or for itself, and has no signature that it would call its own.
contract WalletAccount is IERC1271 {
    struct Call {
        address to;
        uint256 value;
        bytes data;
    }

    error NotOwner(address caller);

    address private immutable _owner;

    constructor(address owner) {
        _owner = owner;
    }

    receive() external payable {}

    function execute(Call[] calldata calls) external payable {
        if (msg.sender != _owner && msg.sender != address(this)) revert NotOwner(msg.sender);
        for (uint256 i = 0; i < calls.length; ++i) {
            (bool isDone, bytes memory answer) = calls[i].to.call{value: calls[i].value}(calls[i].data);
            if (!isDone) {
                assembly {
                    revert(add(answer, 32), mload(answer))
                }
            }
        }
    }

    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return 0xffffffff;
    }
}
