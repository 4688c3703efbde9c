// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {Side} from "../interfaces/IMarkets.sol";
import {Lmsr} from "../libraries/Lmsr.sol";

/// @title The pricing library, callable from tests
contract LmsrHarness {
    struct Terms {
        uint256 liquidity;
        uint256 rho;
        uint256 feeRate;
        Side side;
    }

    struct Result {
        uint256 amount;
        uint256 fee;
        uint256 d;
        uint256 e;
    }

    function buy(Terms calldata terms, uint256 collateral) public pure returns (Result memory r) {
        (r.amount, r.fee, r.d, r.e) = Lmsr.buy(terms.liquidity, terms.rho, terms.feeRate, terms.side, collateral);
    }

    function buyExact(Terms calldata terms, uint256 positions) public pure returns (Result memory r) {
        (r.amount, r.fee, r.d, r.e) = Lmsr.buyExact(terms.liquidity, terms.rho, terms.feeRate, terms.side, positions);
    }

    function sell(Terms calldata terms, uint256 positions) public pure returns (Result memory r) {
        (r.amount, r.fee, r.d, r.e) = Lmsr.sell(terms.liquidity, terms.rho, terms.feeRate, terms.side, positions);
    }

    /// @notice Many trades at once; op 0 is buy, 1 buyExact, 2 sell.
    function batch(
        uint8[] calldata ops,
        Terms[] calldata terms,
        uint256[] calldata amounts
    ) external pure returns (Result[] memory results) {
        results = new Result[](ops.length);
        for (uint256 i; i < ops.length; ++i) {
            if (ops[i] == 0) results[i] = buy(terms[i], amounts[i]);
            else if (ops[i] == 1) results[i] = buyExact(terms[i], amounts[i]);
            else results[i] = sell(terms[i], amounts[i]);
        }
    }
}
