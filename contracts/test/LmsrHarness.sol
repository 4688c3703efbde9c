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

    /// @param refusal The selector of the error by which the trade is refused; all else is zero then.
    struct Result {
        uint256 amount;
        uint256 fee;
        uint256 d;
        uint256 e;
        bytes4 refusal;
    }

    function buy(Terms calldata terms, uint256 collateral) external pure returns (Result memory r) {
        (r.amount, r.fee, r.d, r.e) = Lmsr.buy(terms.liquidity, terms.rho, terms.feeRate, terms.side, collateral);
    }

    function buyExact(Terms calldata terms, uint256 positions) external pure returns (Result memory r) {
        (r.amount, r.fee, r.d, r.e) = Lmsr.buyExact(terms.liquidity, terms.rho, terms.feeRate, terms.side, positions);
    }

    function sell(Terms calldata terms, uint256 positions) external pure returns (Result memory r) {
        (r.amount, r.fee, r.d, r.e) = Lmsr.sell(terms.liquidity, terms.rho, terms.feeRate, terms.side, positions);
    }

    /// @notice A trade that may be refused; op 0 is buy, 1 buyExact, 2 sell.
    function price(uint8 op, Terms calldata terms, uint256 amount) public view returns (Result memory r) {
        function(Terms memory, uint256) external pure returns (Result memory) trade = this.sell;
        if (op == 0) trade = this.buy;
        else if (op == 1) trade = this.buyExact;
        try trade(terms, amount) returns (Result memory result) {
            return result;
        } catch (bytes memory reason) {
            r.refusal = bytes4(reason);
        }
    }

    /// @notice Many trades at once.
    function batch(
        uint8[] calldata ops,
        Terms[] calldata terms,
        uint256[] calldata amounts
    ) external view returns (Result[] memory results) {
        results = new Result[](ops.length);
        for (uint256 i; i < ops.length; ++i) {
            results[i] = price(ops[i], terms[i], amounts[i]);
        }
    }
}
