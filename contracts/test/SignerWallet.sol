// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";

/// @notice How a contract account answers whether a signature is its own.
enum Answer {
    Accept,
    Refuse,
    Revert,
    BurnGas,
    SayNothing,
    TooShort,
    /// A megabyte of the right answer.
    TooLong
}

/// @notice A contract account that does what anyone tells it, and changes its mind.
contract SignerWallet is IERC1271 {
    Answer public answer;

    function turn(Answer answer_) external {
        answer = answer_;
    }

    function execute(address target, bytes calldata data) external {
        (bool succeeded, bytes memory result) = target.call(data);
        if (succeeded) return;
        assembly {
            revert(add(result, 32), mload(result))
        }
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        if (answer == Answer.Refuse) return 0xffffffff;
        if (answer == Answer.Revert) revert("no");
        bytes4 accepted = IERC1271.isValidSignature.selector;
        if (answer == Answer.BurnGas) {
            assembly {
                invalid()
            }
        }
        if (answer == Answer.SayNothing) {
            assembly {
                return(0, 0)
            }
        }
        if (answer == Answer.TooShort) {
            assembly {
                mstore(0, accepted)
                return(0, 4)
            }
        }
        if (answer == Answer.TooLong) {
            assembly {
                mstore(0, accepted)
                return(0, shl(20, 1))
            }
        }
        return accepted;
    }
}
