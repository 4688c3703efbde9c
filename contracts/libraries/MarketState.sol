// SPDX-License-Identifier: MIT
pragma solidity ^0.8.30;

import {IMarkets, Side} from "../interfaces/IMarkets.sol";
import {Config, Stage} from "./Config.sol";
import {Liquidity} from "./Liquidity.sol";
import {Lmsr} from "./Lmsr.sol";
import {Pool, SIGMA_MASK, toPool} from "./Pool.sol";

/// @title The storage of one market and its transitions
/// @notice The coordinate of outcome j is `rho_j = sigma - offset_j`, modulo 2^104. A coordinate cannot reach 2^104:
/// that would take 2e13 times `b` of collateral in one market, gathered at no more than 64 `b` a trade.
library MarketState {
    using MarketState for State;

    uint256 private constant OFFSET_BITS = 128;
    uint256 private constant OFFSET_MASK = type(uint128).max;

    /// @notice Fees stop gathering in the pool's word and are divided when they would not fit there.
    uint256 internal constant MAX_GATHERED_FEES = type(uint64).max;

    /// @param oddsHash Zero for uniform odds.
    /// @param liquidityValue What all of the pool's liquidity redeems for, once final.
    struct State {
        Pool pool;
        Config config;
        address resolver;
        uint40 resolveBy;
        address creator;
        uint88 seed;
        bytes32 termsHash;
        bytes32 oddsHash;
        uint128 liquidityFees;
        uint128 creatorFees;
        uint184 liquidityValue;
        uint72 payoutDenominator;
        uint64[256] payouts;
        OffsetPair[128] offsetPairs;
    }

    /// @dev Two offsets, 128 bits each. (As a struct, a write of it needs no read before.)
    struct OffsetPair {
        uint256 word;
    }

    /// @notice Moves the pool by a purchase of e positions for d collateral, both over `b`, and gathers the fee.
    function applyPurchase(
        State storage self,
        Pool pool,
        Config config,
        OffsetPair storage pair,
        uint256 outcome,
        Side side,
        uint256 d,
        uint256 e,
        uint256 fee
    ) internal {
        // Modulo 2^104 by intention. A purchase of NO is one of YES of all others.
        unchecked {
            if (side == Side.No) (d, e) = (d - e, 0 - e);
            self.move(pool, config, pair, outcome, d, e, fee);
        }
    }

    /// @notice Moves the pool by a sale of e positions for d collateral, both over `b`: the reverse of a purchase.
    function applySale(
        State storage self,
        Pool pool,
        Config config,
        OffsetPair storage pair,
        uint256 outcome,
        Side side,
        uint256 d,
        uint256 e,
        uint256 fee
    ) internal {
        unchecked {
            (d, e) = side == Side.Yes ? (0 - d, 0 - e) : (e - d, e);
            self.move(pool, config, pair, outcome, d, e, fee);
        }
    }

    /// @dev Adds `shift` to every coordinate and takes `step` from the outcome's, both modulo 2^104.
    function move(
        State storage self,
        Pool pool,
        Config config,
        OffsetPair storage pair,
        uint256 outcome,
        uint256 shift,
        uint256 step,
        uint256 fee
    ) internal {
        // The sum of two numbers below 2^94, and sums whose modulus is intended.
        unchecked {
            uint256 fees = pool.fees() + fee;
            if (fees > MAX_GATHERED_FEES) {
                self.divide(config, fees);
                fees = 0;
            }
            self.pool = toPool(pool.sigma() + shift, pool.liquidity(), fees);

            uint256 bits = _offsetShift(outcome);
            uint256 word = pair.word;
            uint256 offset = ((word >> bits) + step) & SIGMA_MASK;
            pair.word = (word & ~(OFFSET_MASK << bits)) | (offset << bits);
        }
    }

    /// @notice Sets the coordinates of a new market whose `sigma` is `top`; every offset is zero so far.
    function place(State storage self, uint256 top, uint256[] memory rhos_) internal {
        for (uint256 j; j < rhos_.length; ++j) {
            self.offsetPairs[j / 2].word |= (top - rhos_[j]) << _offsetShift(j);
        }
    }

    /// @notice `-ln p` of an outcome, scaled by 1e18.
    function rho(State storage self, uint256 outcome) internal view returns (uint256) {
        return rhoIn(self.pool, self.offsetPairs[outcome / 2].word, outcome);
    }

    function rhos(State storage self) internal view returns (uint256[] memory result) {
        result = new uint256[](self.config.outcomeCount());
        Pool pool = self.pool;
        uint256 pair;
        for (uint256 j; j < result.length; ++j) {
            if (j % 2 == 0) pair = self.offsetPairs[j / 2].word;
            result[j] = rhoIn(pool, pair, j);
        }
    }

    /// @notice Scales the prices back to a sum of one, never beyond, if they sum to less (see `Liquidity.restore`), and gives the
    /// collateral that this sets free to the providers. The given coordinates follow.
    /// @return step What every coordinate falls by.
    /// @return freed `b · step`, rounded down.
    function restore(State storage self, uint256[] memory rhos_) internal returns (uint256 step, uint256 freed) {
        step = Liquidity.restore(rhos_);
        if (step == 0) return (0, 0);
        Pool pool = self.pool;
        // Below 2^88 * 41e18 / 1e18; and `sigma` is taken modulo 2^104 by intention.
        unchecked {
            freed = (pool.liquidity() * step) / Lmsr.WAD;
            self.pool = toPool(pool.sigma() - step, pool.liquidity(), pool.fees());
        }
        self.liquidityFees += uint128(freed);
    }

    /// @notice Divides what has gathered between the liquidity providers and the creator.
    function divideFees(State storage self) internal {
        uint256 fees = self.pool.fees();
        if (fees == 0) return;
        self.pool = self.pool.withoutFees();
        self.divide(self.config, fees);
    }

    /// @dev The creator's part is rounded down. No sum of fees of a real token comes near 2^128.
    function divide(State storage self, Config config, uint256 fees) internal {
        uint256 creatorPart = (fees * config.creatorShare()) / Lmsr.RATE_UNIT;
        self.creatorFees += uint128(creatorPart);
        self.liquidityFees += uint128(fees - creatorPart);
    }

    /// @notice Sets the payouts and fixes what all liquidity redeems for: `sum(payout_j * b * rho_j) / sum(payouts)`,
    /// rounded down, and the providers' fees.
    function settle(State storage self, Stage stage, uint64[] memory payouts) internal returns (uint256 value) {
        self.divideFees();
        uint256[] memory coordinates = self.rhos();
        uint256 liquidity = self.pool.liquidity();
        uint256 denominator;
        for (uint256 j; j < payouts.length; ++j) {
            uint256 payout = payouts[j];
            if (payout == 0) continue;
            self.payouts[j] = uint64(payout);
            denominator += payout;
            value += payout * ((liquidity * coordinates[j]) / Lmsr.WAD);
        }
        if (denominator == 0) revert IMarkets.ZeroPayouts();
        value = value / denominator + self.liquidityFees;

        self.config = self.config.withStage(stage);
        // 256 payouts below 2^64 sum to less than 2^72; the value is below 2^88 * 2^104 / 1e18 + 2^128 < 2^184.
        self.payoutDenominator = uint72(denominator);
        self.liquidityValue = uint184(value);
        self.liquidityFees = 0;
    }

    function rhoIn(Pool pool, uint256 pair, uint256 outcome) internal pure returns (uint256) {
        // Modulo 2^104 by intention: only the difference has a meaning.
        unchecked {
            return (pool.sigma() - (pair >> _offsetShift(outcome))) & SIGMA_MASK;
        }
    }

    function _offsetShift(uint256 outcome) private pure returns (uint256) {
        return (outcome % 2) * OFFSET_BITS;
    }
}
