// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {CreateParams, IMarkets, Side, Status} from "../interfaces/IMarkets.sol";
import {Lmsr} from "./Lmsr.sol";

/// @dev What a market has been told by its resolver or by `void`.
enum Stage {
    Running,
    Halted,
    Resolved,
    Void
}

/// @title The storage of one market and its transitions
/// @notice The coordinate of outcome j is `rho_j = sigma - offsets[j]`, modulo 2^104. A coordinate cannot reach 2^104:
/// that would take 2e13 times `b` of collateral in one market, gathered at no more than 64 `b` a trade.
library MarketState {
    using MarketState for State;

    /// @notice Fees stop gathering beside `sigma` and are divided when they would not fit there.
    uint256 internal constant MAX_GATHERED_FEES = type(uint64).max;

    /// @param fees Fees that are not divided yet between liquidity providers and creator.
    /// @param oddsHash Zero for uniform odds.
    /// @param liquidityValue What all of `liquidity` redeems for, once final.
    struct State {
        // Written by every trade.
        uint104 sigma;
        uint88 liquidity;
        uint64 fees;
        // Read by every trade.
        address collateral;
        uint40 closesAt;
        uint16 feeRate;
        uint16 outcomeCount;
        uint16 creatorShare;
        Stage stage;
        // The rest.
        address resolver;
        uint40 resolveBy;
        address creator;
        uint88 seed;
        bytes32 metadataHash;
        bytes32 oddsHash;
        uint128 liquidityFees;
        uint128 creatorFees;
        uint184 liquidityValue;
        uint72 payoutDenominator;
        uint64[256] payouts;
        uint104[256] offsets;
    }

    function status(State storage self) internal view returns (Status) {
        if (self.outcomeCount == 0) return Status.None;
        if (self.stage == Stage.Resolved) return Status.Resolved;
        if (self.stage == Stage.Void) return Status.Void;
        if (self.stage == Stage.Halted || block.timestamp >= self.closesAt) return Status.Closed;
        return Status.Open;
    }

    /// @notice `-ln p` of an outcome, scaled by 1e18.
    function rho(State storage self, uint256 outcome) internal view returns (uint256) {
        // Modulo 2^104 by intention: only the difference has a meaning.
        unchecked {
            return uint104(self.sigma - self.offsets[outcome]);
        }
    }

    function rhos(State storage self) internal view returns (uint256[] memory result) {
        result = new uint256[](self.outcomeCount);
        for (uint256 j; j < result.length; ++j) {
            result[j] = self.rho(j);
        }
    }

    /// @notice Moves the pool by the steps of a purchase and gathers its fee.
    function bought(State storage self, uint256 outcome, Side side, uint256 d, uint256 e, uint256 fee) internal {
        unchecked {
            if (side == Side.Yes) self.move(outcome, d, e, fee);
            else self.move(outcome, d - e, 0 - e, fee);
        }
    }

    /// @notice Moves the pool by the steps of a sale and gathers its fee.
    function sold(State storage self, uint256 outcome, Side side, uint256 d, uint256 e, uint256 fee) internal {
        unchecked {
            if (side == Side.Yes) self.move(outcome, 0 - d, 0 - e, fee);
            else self.move(outcome, e - d, e, fee);
        }
    }

    /// @dev Adds `shift` to every coordinate and takes `offset` from the outcome's, modulo 2^104.
    function move(State storage self, uint256 outcome, uint256 shift, uint256 offset, uint256 fee) internal {
        uint256 fees = self.fees + fee;
        if (fees > MAX_GATHERED_FEES) {
            self.divideFees(fees);
            fees = 0;
        }
        // Truncation to 104 bits is the modulus; `fees` fits by the check above.
        unchecked {
            self.sigma = uint104(self.sigma + shift);
            self.fees = uint64(fees);
            self.offsets[outcome] = uint104(self.offsets[outcome] + offset);
        }
    }

    /// @notice Divides what has gathered between the liquidity providers and the creator.
    function divideFees(State storage self) internal {
        uint256 fees = self.fees;
        if (fees == 0) return;
        self.fees = 0;
        self.divideFees(fees);
    }

    /// @dev The creator's part is rounded down. No sum of fees of a real token comes near 2^128.
    function divideFees(State storage self, uint256 fees) internal {
        uint256 creatorPart = (fees * self.creatorShare) / Lmsr.RATE_UNIT;
        self.creatorFees += uint128(creatorPart);
        self.liquidityFees += uint128(fees - creatorPart);
    }

    /// @notice Sets the payouts and fixes what all liquidity redeems for: `sum(payout_j * b * rho_j) / sum(payouts)`,
    /// rounded down, and the providers' fees.
    function settle(State storage self, Stage stage, uint64[] memory payouts) internal returns (uint256 value) {
        self.divideFees();
        uint256 liquidity = self.liquidity;
        uint256 denominator;
        for (uint256 j; j < payouts.length; ++j) {
            uint256 payout = payouts[j];
            if (payout == 0) continue;
            self.payouts[j] = uint64(payout);
            denominator += payout;
            value += payout * ((liquidity * self.rho(j)) / Lmsr.WAD);
        }
        require(denominator != 0, IMarkets.ZeroPayouts());
        value = value / denominator + self.liquidityFees;

        self.stage = stage;
        // 256 payouts below 2^64 sum to less than 2^72; the value is below 2^88 * 2^104 / 1e18 + 2^128 < 2^184.
        self.payoutDenominator = uint72(denominator);
        self.liquidityValue = uint184(value);
        self.liquidityFees = 0;
    }
}
