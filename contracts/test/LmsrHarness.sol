// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Lmsr} from "../libraries/Lmsr.sol";

/// @title The pricing library, callable from tests
contract LmsrHarness {
    struct Result {
        uint256 amount;
        uint256 fee;
        uint256 d;
        uint256 e;
    }

    function buy(Lmsr.Terms calldata terms, uint256 collateral) public pure returns (Result memory r) {
        (r.amount, r.fee, r.d, r.e) = Lmsr.buy(terms, collateral);
    }

    function buyExact(Lmsr.Terms calldata terms, uint256 positions) public pure returns (Result memory r) {
        (r.amount, r.fee, r.d, r.e) = Lmsr.buyExact(terms, positions);
    }

    function sell(Lmsr.Terms calldata terms, uint256 positions) public pure returns (Result memory r) {
        (r.amount, r.fee, r.d, r.e) = Lmsr.sell(terms, positions);
    }

    /// @notice Many trades at once; op 0 is buy, 1 buyExact, 2 sell.
    function batch(uint8[] calldata ops, Lmsr.Terms[] calldata terms, uint256[] calldata amounts)
        external
        pure
        returns (Result[] memory results)
    {
        results = new Result[](ops.length);
        for (uint256 i; i < ops.length; ++i) {
            if (ops[i] == 0) results[i] = buy(terms[i], amounts[i]);
            else if (ops[i] == 1) results[i] = buyExact(terms[i], amounts[i]);
            else results[i] = sell(terms[i], amounts[i]);
        }
    }
}
